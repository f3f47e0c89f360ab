import { and, eq } from "drizzle-orm";
import { archivedRefusal, type Viewer, visiblePosts } from "@/features/channels";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channels, posts, threads } from "@/platform/db/schema";

/** `restore`: take back that it was deleted. */
export type PostAction = "read" | "edit" | "delete" | "restore";
export type Post = typeof posts.$inferSelect & { thread: typeof threads.$inferSelect };

/** Why an actor may not do something to a post that they see, or null. */
function objection(actor: Viewer, post: Post, action: PostAction): AppError | null {
  const isAuthor = post.authorId === actor.id;
  const runsTeam = actor.role === "owner" || actor.role === "admin";
  if (action === "edit" && !isAuthor) return new AppError("FORBIDDEN", "Only its author can edit a post.");
  if (action === "delete" && !isAuthor && !runsTeam)
    return new AppError("FORBIDDEN", "A post is deleted by its author, an owner or an admin.");
  if (action === "restore" && post.deletedAt !== null && post.deletedById !== actor.id)
    return new AppError("FORBIDDEN", "Only who deleted a post can take that back.");
  if (action === "edit" && post.deletedAt !== null)
    return new AppError("CONFLICT", "This post is deleted. Take that back first, then edit it.");
  if (action === "edit" && post.thread.lockedAt !== null)
    return new AppError("CONFLICT", "This thread is locked: what was written in it stays as it is.");
  return null;
}

/**
 * Gives a post with the proof that the actor may do `action` to it. One statement.
 * @throws AppError NOT_FOUND when they may not read it any more, FORBIDDEN when it is another's, CONFLICT when it is
 * deleted, its thread is locked or its channel archived.
 */
export async function accessPost<const A extends PostAction>(
  read: Read,
  actor: Viewer,
  id: string,
  action: A,
): Promise<Authorized<Post, A>> {
  const [row] = await read
    .select({ post: posts, thread: threads, archivedAt: channels.archivedAt })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(posts.id, id), visiblePosts(actor)));
  if (!row) throw notFound("post");
  const post = { ...row.post, thread: row.thread };
  if (action === "edit" && row.archivedAt !== null) throw archivedRefusal();
  const refusal = objection(actor, post, action);
  if (refusal) throw refusal;
  return authorize(post, action);
}
