import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { Viewer } from "@/features/channels";
import { accessThread } from "@/features/threads";
import { OUTLINE_SIZE } from "@/kernel/limits";
import type { Read } from "@/platform/db";
import { members, posts } from "@/platform/db/schema";
import type { Outline, OutlineInput } from "./contract";

/** The number of the post that a post answers, 0 when it answers the thread. */
const parent =
  sql<number>`coalesce((select answered.number from ${posts} answered where answered.id = ${posts.parentId}), 0)`.mapWith(
    Number,
  );

/**
 * The shape of a thread: what a tree needs to know of all posts to put any of them in its place. Two statements.
 * @throws AppError NOT_FOUND
 */
export async function outlineOf(read: Read, viewer: Viewer, { threadId, cursor }: OutlineInput): Promise<Outline> {
  const { firstNumber } = await accessThread(read, viewer, threadId, "read");
  const rows = await read
    .select({
      number: posts.number,
      parent,
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.threadId, threadId), gte(posts.number, Math.max(cursor, firstNumber))))
    .orderBy(asc(posts.number))
    .limit(OUTLINE_SIZE + 1);
  const shown = rows.slice(0, OUTLINE_SIZE);
  const people = [...new Map(shown.map(({ author }) => [author.id, author])).values()];
  const place = new Map(people.map(({ id }, at) => [id, at]));
  return {
    from: shown[0]?.number ?? cursor,
    parents: shown.map((row) => row.parent),
    authors: shown.map(({ author }) => place.get(author.id)!),
    people,
    next: rows[OUTLINE_SIZE]?.number ?? null,
  };
}
