import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { searchText } from "@/kernel/plain-text";
import { searchTerms } from "@/kernel/search-words";
import type { Tx } from "../db";
import { putDocuments, searchIndex } from "../db/dialect/search-index";
import { posts, searchDocuments, threads } from "../db/schema";

export { holds, searchIndex } from "../db/dialect/search-index";

/** A post as the search finds it. `title` is its thread's where it opens one, else empty; `placeId` is its channel. */
export type Findable = { postId: string; placeId: string; title: string; html: string };

/**
 * Has posts found by what they say now, in the transaction that writes them. The same post again takes the place of what
 * it said before. Three statements for new ones, however many (at most 200 at once).
 */
export async function indexPosts(tx: Tx, found: readonly Findable[]): Promise<void> {
  if (found.length === 0) return;
  const postIds = found.map(({ postId }) => postId);
  const made = await tx
    .insert(searchDocuments)
    .values(postIds.map((postId) => ({ postId })))
    .onConflictDoNothing()
    .returning();
  const ids = new Map(made.map(({ postId, id }) => [postId, id]));
  const known = postIds.filter((postId) => !ids.has(postId));
  if (known.length > 0) {
    const rows = await tx.select().from(searchDocuments).where(inArray(searchDocuments.postId, known));
    for (const { postId, id } of rows) ids.set(postId, id);
    const before = rows.map(({ id }) => id);
    await tx.delete(searchIndex).where(inArray(searchIndex.id, before));
  }
  await putDocuments(
    tx,
    found.map(({ postId, placeId, title, html }) => ({
      ...{ id: ids.get(postId)!, placeId },
      ...{ title: searchTerms(title), body: searchTerms(searchText(html)) },
    })),
  );
}

/** Has posts found by what their rows say now: those that were edited, moved, or never known. Deleted ones are left out. */
export async function reindexPosts(tx: Tx, postIds: readonly string[]): Promise<void> {
  const rows = await tx
    .select({
      postId: posts.id,
      number: posts.number,
      html: posts.html,
      title: threads.title,
      placeId: threads.channelId,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(inArray(posts.id, [...postIds]), isNull(posts.deletedAt)))
    .orderBy(asc(posts.createdAt), asc(posts.id));
  await indexPosts(
    tx,
    rows.map(({ number, title, ...row }) => ({ ...row, title: number === 1 ? title : "" })),
  );
}

/** Has a post found no more. Two statements. */
export async function dropPost(tx: Tx, postId: string): Promise<void> {
  const [row] = await tx.delete(searchDocuments).where(eq(searchDocuments.postId, postId)).returning();
  if (row) await tx.delete(searchIndex).where(eq(searchIndex.id, row.id));
}
