import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { postRevisions, posts } from "@/platform/db/schema";
import { emptyPost } from "./empty";
import { retyped } from "./typed";

/** Posts that are looked at between two turns of the event loop. */
const PAGE = 300;

type Sweep = {
  authorId: string;
  handle: string;
  /** The handle that takes its place wherever it was typed, so that the reference stays theirs when it is rendered anew. */
  instead: string;
  /** Whether their own posts go; a tombstone keeps the tree. */
  removes: boolean;
};

/**
 * Goes through all posts, and what they said before they were edited, for a member who is erased: their handle goes
 * wherever it was typed, and what they deleted or, if it is wanted, all that they wrote. Done again it changes nothing.
 */
export async function sweepPosts(sweep: Sweep, signal: AbortSignal): Promise<void> {
  const { authorId, handle, removes } = sweep;
  // A post that was deleted a moment ago holds its text still: nobody takes that back any more.
  const own = and(eq(posts.authorId, authorId), ne(posts.body, ""), removes ? undefined : isNotNull(posts.deletedAt));
  const named = sql`replace(${posts.html}, ${`member:${authorId}`}, '') <> ${posts.html} or replace(${posts.body}, ${`@${handle}`}, '') <> ${posts.body}`;
  for (let after = ""; ; ) {
    signal.throwIfAborted();
    const page = await reader()
      .select({ id: posts.id })
      .from(posts)
      .where(after ? gt(posts.id, after) : undefined)
      .orderBy(asc(posts.id))
      .limit(PAGE);
    const ids = page.map(({ id }) => id);
    const touched = ids.length
      ? await reader()
          .select({ id: posts.id, authorId: posts.authorId, deletedAt: posts.deletedAt })
          .from(posts)
          .where(and(inArray(posts.id, ids), or(own, sql`(${named})`)))
      : [];
    for (const post of touched) {
      if (post.authorId === authorId && (removes || post.deletedAt !== null))
        await transaction((tx) => emptyPost(tx, post.id, post.deletedAt ?? now()));
      else await rename(post.id, sweep);
    }
    if (ids.length > 0) await renameBefore(ids, sweep);
    if (ids.length < PAGE) return;
    after = ids.at(-1)!;
    await nextTurn();
  }
}

/** Writes the other handle wherever the one was typed; the HTML names nobody but where it was no mention, as in code. */
function rename(id: string, { handle, instead }: Sweep): Promise<void> {
  const cleaned = retyped(handle, instead);
  return transaction(async (tx) => {
    const [post] = await tx.select({ body: posts.body, html: posts.html }).from(posts).where(eq(posts.id, id));
    if (!post) return;
    await tx
      .update(posts)
      .set({ body: cleaned(post.body), html: cleaned(post.html) })
      .where(eq(posts.id, id));
  });
}

/** The same in what these posts said before. Few posts are ever edited, so each of their texts is looked at. */
async function renameBefore(postIds: readonly string[], { handle, instead }: Sweep): Promise<void> {
  const cleaned = retyped(handle, instead);
  const edited = await reader()
    .selectDistinct({ id: postRevisions.postId })
    .from(postRevisions)
    .where(inArray(postRevisions.postId, [...postIds]));
  for (const { id } of edited)
    await transaction(async (tx) => {
      for (const { number, body } of await tx.select().from(postRevisions).where(eq(postRevisions.postId, id))) {
        const text = cleaned(body);
        if (text === body) continue;
        const one = and(eq(postRevisions.postId, id), eq(postRevisions.number, number));
        await tx.update(postRevisions).set({ body: text }).where(one);
      }
    });
}
