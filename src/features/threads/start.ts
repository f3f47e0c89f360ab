import { eq } from "drizzle-orm";
import { accessChannel } from "@/features/channels";
import { idTaken, keepPost, sameAsWritten } from "@/features/posts";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { posts, threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type Started, type StartInput, threadStarted } from "./contract";

/**
 * Starts a thread with its opening post. The same call again, at once or later, gives the same thread.
 * @throws AppError NOT_FOUND when the actor cannot see the channel, CONFLICT when it is archived, or one of the
 * ids stands for anything else.
 */
export async function startThread(tx: Tx, actor: Actor, input: StartInput): Promise<Started> {
  const { id, postId, channelId, title, body } = input;
  await accessChannel(tx, actor, channelId, "read");
  const [thread] = await tx.select().from(threads).where(eq(threads.id, id));
  const [post] = await tx.select().from(posts).where(eq(posts.id, postId));
  if (thread || post) {
    const same =
      thread?.authorId === actor.id &&
      thread.channelId === channelId &&
      post?.threadId === id &&
      post.number === 1 &&
      (await sameAsWritten(tx, post, { body, title: { sent: title, now: thread.title } }));
    if (!same) throw idTaken();
    return { id, postId, channelId, createdAt: thread.createdAt };
  }

  // Asked only now: what was posted before the channel was archived is answered for again.
  const channel = await accessChannel(tx, actor, channelId, "post");
  const createdAt = now();
  await tx.insert(threads).values({
    ...{ id, channelId, title, authorId: actor.id, createdAt },
    ...{ state: "open", lastNumber: 1, lastPostAt: createdAt },
  });
  const first = { id: postId, threadId: id, number: 1, parentId: null, body, createdAt };
  const named = await keepPost(tx, actor, channel, first, { placeId: channelId, title });
  await emit(tx, threadStarted({ threadId: id, channelId, postId, ...named }), actor);
  return { id, postId, channelId, createdAt };
}
