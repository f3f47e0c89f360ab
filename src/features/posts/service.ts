import { and, eq, gte } from "drizzle-orm";
import { accessThread, mayWrite, type Thread, takeNumber } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { posts } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type Added, type AddInput, postAdded } from "./contract";
import { sameAsWritten } from "./first";
import { keepPost } from "./keep";

/**
 * Adds a reply to a thread, in a transaction that stands in line for the thread. The same call again, at once or later,
 * gives the same post.
 * @throws AppError NOT_FOUND when the actor cannot see the thread or the parent is not in it, CONFLICT when the thread is
 * locked or its channel archived, or the id stands for anything else.
 */
export async function addPost(tx: Tx, actor: Actor, input: AddInput): Promise<Added> {
  const { id, threadId, parentId, body } = input;
  const readable = await accessThread(tx, actor, threadId, "read");
  const [kept] = await tx.select().from(posts).where(eq(posts.id, id));
  if (kept) {
    const same =
      kept.authorId === actor.id &&
      kept.threadId === threadId &&
      kept.parentId === parentId &&
      (await sameAsWritten(tx, kept, { body }));
    if (!same) throw idTaken();
    return { id, threadId, number: kept.number, createdAt: kept.createdAt };
  }
  // After what was kept before the lock, which answers the same for ever.
  const thread = mayWrite(readable);
  if (parentId) await assertIn(tx, thread, parentId);

  const createdAt = Math.max(now(), thread.lastPostAt);
  const number = await takeNumber(tx, thread, createdAt);
  const { channelId, direct } = thread;
  const draft = { id, threadId, number, parentId, body, createdAt };
  const named = await keepPost(tx, actor, thread, draft, { placeId: channelId, title: "" });
  await emit(tx, postAdded({ postId: id, threadId, channelId, parentId, direct, ...named }), actor);
  return { id, threadId, number, createdAt };
}

/** Says nothing of what the id stands for: that may be another's. */
export const idTaken = (): AppError =>
  new AppError("CONFLICT", "This was sent before with another text or to another place. Send it again as a new one.", {
    field: "id",
  });

async function assertIn(tx: Tx, thread: Thread, postId: string): Promise<void> {
  const [parent] = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.threadId, thread.id), gte(posts.number, thread.firstNumber)));
  if (!parent) throw notFound("post");
}
