import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { nameKey } from "@/kernel/text";
import { reader, transaction } from "@/platform/db";
import { posts } from "@/platform/db/schema";

/** Posts that are looked at between two turns of the event loop. */
const PAGE = 300;

/** A mention as it is typed: what stands before the sign makes it none (see `kernel/markdown/names`). */
const mention = /(?<![\p{L}\p{N}\p{M}_/.@#&=?%\\])@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,62}[\p{L}\p{N}\p{M}])?)/gu;

type Sweep = {
  authorId: string;
  handle: string;
  /** The handle that takes its place wherever it was typed, so that the reference stays theirs when it is rendered anew. */
  instead: string;
  /** Whether their own posts go; a tombstone keeps the tree. */
  removes: boolean;
};

/**
 * Goes through all posts for a member who is erased: their handle goes wherever it was typed, and, if it is wanted, what
 * they wrote. Done again it changes nothing.
 */
export async function sweepPosts(sweep: Sweep, signal: AbortSignal): Promise<void> {
  const { authorId, handle, removes } = sweep;
  const own = and(eq(posts.authorId, authorId), isNull(posts.deletedAt));
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
          .select({ id: posts.id, authorId: posts.authorId })
          .from(posts)
          .where(and(inArray(posts.id, ids), or(removes ? own : undefined, sql`(${named})`)))
      : [];
    for (const post of touched) {
      if (removes && post.authorId === authorId) await bury(post.id);
      else await rename(post.id, sweep);
    }
    if (ids.length < PAGE) return;
    after = ids.at(-1)!;
    await nextTurn();
  }
}

/** Empties a post. */
const bury = (id: string): Promise<unknown> =>
  transaction((tx) => tx.update(posts).set({ body: "", html: "", deletedAt: now() }).where(eq(posts.id, id)));

/** Writes the other handle wherever the one was typed; the HTML names nobody but where it was no mention, as in code. */
function rename(id: string, { handle, instead }: Sweep): Promise<void> {
  const key = nameKey(handle);
  const cleaned = (text: string): string =>
    text.replace(mention, (whole, typed: string) => (nameKey(typed) === key ? `@${instead}` : whole));
  return transaction(async (tx) => {
    const [post] = await tx.select({ body: posts.body, html: posts.html }).from(posts).where(eq(posts.id, id));
    if (!post) return;
    await tx
      .update(posts)
      .set({ body: cleaned(post.body), html: cleaned(post.html) })
      .where(eq(posts.id, id));
  });
}
