import { and, count, eq, isNotNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { PINS_LIMIT, type PinInput, type Pinned, threadPinned } from "./contract";
import { accessThread } from "./policy";

/**
 * Pins a thread to the head of its channel, or takes it down. What is so already changes nothing.
 * @throws AppError NOT_FOUND, FORBIDDEN for guests, CONFLICT for a conversation and where the channel has five already.
 */
export async function pinThread(tx: Tx, actor: Actor, { id, pinned }: PinInput): Promise<Pinned> {
  const thread = await accessThread(tx, actor, id, "pin");
  if ((thread.pinnedAt !== null) === pinned) return { id, pinned };
  if (pinned) await assertRoom(tx, thread.channelId);
  await tx
    .update(threads)
    .set({ pinnedAt: pinned ? now() : null })
    .where(eq(threads.id, thread.id));
  await emit(tx, threadPinned({ threadId: id, channelId: thread.channelId, pinned }), actor);
  return { id, pinned };
}

async function assertRoom(tx: Tx, channelId: string): Promise<void> {
  const [row] = await tx
    .select({ pins: count() })
    .from(threads)
    .where(and(eq(threads.channelId, channelId), isNotNull(threads.pinnedAt)));
  if ((row?.pins ?? 0) >= PINS_LIMIT)
    throw new AppError(
      "CONFLICT",
      `${PINS_LIMIT} threads are pinned in this channel, and more would be none. Take one of them down first.`,
    );
}
