import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import type { HandleSpan } from "@/features/members";
import { now } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { postRevisions, posts } from "@/platform/db/schema";
import { reindexPosts } from "@/platform/search";
import { emptyPost } from "./empty";
import { retyped } from "./typed";

/** Posts that are looked at between two turns of the event loop. */
const PAGE = 300;

type Sweep = {
  authorId: string;
  /** Every handle by which texts meant them, and which texts those are. */
  handles: readonly HandleSpan[];
  /** The handle that takes their place wherever one was typed, so that the reference stays theirs when it is rendered anew. */
  instead: string;
  /** Whether their own posts go; a tombstone keeps the tree. */
  removes: boolean;
};

/**
 * Goes through all posts, and what they said before they were edited, for a member who is erased: their handles go
 * wherever they were typed, and what they deleted or, if it is wanted, all that they wrote. Done again it changes nothing.
 */
export async function sweepPosts(sweep: Sweep, signal: AbortSignal): Promise<void> {
  const { authorId, handles, removes } = sweep;
  // A post that was deleted a moment ago holds its text still: nobody takes that back any more.
  const own = and(eq(posts.authorId, authorId), ne(posts.body, ""), removes ? undefined : isNotNull(posts.deletedAt));
  // Cheaper than reading every text; a handle in other than Latin capitals is found by the reference that it became.
  const typed = [...new Set(handles.map(({ key }) => key))].map(
    (key) => sql`replace(lower(${posts.body}), ${`@${key}`}, '') <> lower(${posts.body})`,
  );
  const named = or(sql`replace(${posts.html}, ${`member:${authorId}`}, '') <> ${posts.html}`, ...typed);
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
          .where(and(inArray(posts.id, ids), or(own, named)))
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

/** Writes the other handle wherever one was typed; the HTML names nobody but where it was no mention, as in code. */
function rename(id: string, { handles, instead }: Sweep): Promise<void> {
  const cleaned = retyped(handles, instead);
  return transaction(async (tx) => {
    const [post] = await tx
      .select({ body: posts.body, html: posts.html, createdAt: posts.createdAt, editedAt: posts.editedAt })
      .from(posts)
      .where(eq(posts.id, id));
    if (!post) return;
    const at = post.editedAt ?? post.createdAt;
    await tx
      .update(posts)
      .set({ body: cleaned(post.body, at), html: cleaned(post.html, at) })
      .where(eq(posts.id, id));
    await reindexPosts(tx, [id]);
  });
}

/** The same in what these posts said before. Few posts are ever edited, so each of their texts is looked at. */
async function renameBefore(postIds: readonly string[], { handles, instead }: Sweep): Promise<void> {
  const cleaned = retyped(handles, instead);
  const edited = await reader()
    .selectDistinct({ id: postRevisions.postId })
    .from(postRevisions)
    .where(inArray(postRevisions.postId, [...postIds]));
  for (const { id } of edited)
    await transaction(async (tx) => {
      for (const { number, body, at } of await tx.select().from(postRevisions).where(eq(postRevisions.postId, id))) {
        const text = cleaned(body, at);
        if (text === body) continue;
        const one = and(eq(postRevisions.postId, id), eq(postRevisions.number, number));
        await tx.update(postRevisions).set({ body: text }).where(one);
      }
    });
}
