import { eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type Locked, type LockInput, threadLocked } from "./contract";
import { accessThread } from "./policy";

/**
 * Locks a thread, from when on nobody writes in it, or opens it again, in a transaction that stands in line for the
 * thread. What is so already changes nothing.
 * @throws AppError NOT_FOUND, FORBIDDEN for who neither started it nor runs the team, CONFLICT for a conversation.
 */
export async function lockThread(tx: Tx, actor: Actor, { id, locked }: LockInput): Promise<Locked> {
  const thread = await accessThread(tx, actor, id, "lock");
  if ((thread.lockedAt !== null) === locked) return { id, locked };
  await tx
    .update(threads)
    .set({ lockedAt: locked ? now() : null })
    .where(eq(threads.id, thread.id));
  await emit(tx, threadLocked({ threadId: id, channelId: thread.channelId, locked }), actor);
  return { id, locked };
}
