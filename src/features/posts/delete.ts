import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "@/kernel/actor";
import { MINUTE, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { id } from "@/kernel/ids";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { posts } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { type Deleted, postDeleted, postRestored, UNDO_MS } from "./contract";
import { emptyPost } from "./empty";
import { accessPost, type Post } from "./policy";
import { undoableUntil } from "./undo";

const payload = z.object({ postId: id, deletedAt: z.number() });

/** Empties a post that was deleted, once nobody can take that back any more. Restored, or deleted anew, it stays. */
export const emptyPostJob: JobKind<z.infer<typeof payload>> = defineJob({
  kind: "posts.empty",
  payload,
  retry: [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE],
  async run({ postId, deletedAt }, { finish }) {
    await finish(
      async (tx) => {
        const [post] = await tx.select({ deletedAt: posts.deletedAt }).from(posts).where(eq(posts.id, postId));
        if (post?.deletedAt === deletedAt) await emptyPost(tx, postId, deletedAt);
      },
      { lock: postId },
    );
  },
});

/**
 * Leaves a tombstone, which keeps the tree. For ten minutes the text stays in the row, for nobody to read, and then goes
 * with all its revisions. The same call again changes nothing.
 * @throws AppError NOT_FOUND when the actor may not read it, FORBIDDEN unless author, owner or admin.
 */
export async function deletePost(tx: Tx, actor: Actor, postId: string): Promise<Deleted> {
  const post = await accessPost(tx, actor, postId, "delete");
  if (post.deletedAt !== null) return said(post, actor);
  const deletedAt = now();
  const deletedById = actor.id;
  await tx.update(posts).set({ deletedAt, deletedById }).where(eq(posts.id, postId));
  await enqueue(
    tx,
    emptyPostJob,
    { postId, deletedAt },
    { runAt: deletedAt + UNDO_MS, dedupeKey: `posts.empty:${postId}:${deletedAt}` },
  );
  if (post.authorId !== actor.id)
    await audit(tx, actor, {
      action: "post.deleted",
      subject: { kind: "member", id: post.authorId },
      data: { postId, threadId: post.threadId },
    });
  await emit(tx, postDeleted(subject(post)), actor);
  return said({ ...post, deletedAt, deletedById }, actor);
}

/**
 * Takes back that a post was deleted, within ten minutes. The same call again changes nothing.
 * @throws AppError NOT_FOUND when the actor may not read it, FORBIDDEN unless they deleted it, CONFLICT when its text is gone.
 */
export async function restorePost(tx: Tx, actor: Actor, postId: string): Promise<Deleted> {
  const post = await accessPost(tx, actor, postId, "restore");
  if (post.deletedAt === null) return said(post, actor);
  if (undoableUntil(post, actor.id) === null)
    throw new AppError("CONFLICT", "That a post was deleted can be taken back for ten minutes. Its text is gone.");
  await tx.update(posts).set({ deletedAt: null, deletedById: null }).where(eq(posts.id, postId));
  await emit(tx, postRestored(subject(post)), actor);
  return said({ ...post, deletedAt: null, deletedById: null }, actor);
}

const subject = ({ id, threadId, thread }: Post) => ({ postId: id, threadId, channelId: thread.channelId });

const said = (post: Post, actor: Actor): Deleted => ({
  ...{ id: post.id, threadId: post.threadId },
  undoUntil: post.deletedAt === null ? null : undoableUntil(post, actor.id),
});
