import { and, eq } from "drizzle-orm";
import type { Read } from "@/platform/db";
import { postRevisions, type posts } from "@/platform/db/schema";

type Row = Pick<typeof posts.$inferSelect, "id" | "body" | "editedAt" | "deletedAt">;

/**
 * Whether a post was first written with this text, and, of an opening post, under this title, so that it sent again is the
 * same post, whatever was edited since. Of what was emptied nobody can say otherwise. One statement when it was edited.
 */
export async function sameAsWritten(
  read: Read,
  post: Row,
  written: { body: string; title?: { sent: string; now: string } },
): Promise<boolean> {
  if (post.deletedAt !== null && post.body === "") return true;
  const [first] =
    post.editedAt === null
      ? []
      : await read
          .select()
          .from(postRevisions)
          .where(and(eq(postRevisions.postId, post.id), eq(postRevisions.number, 1)));
  const { body, title } = first ?? { body: post.body, title: null };
  return body === written.body && (!written.title || (title ?? written.title.now) === written.title.sent);
}
