import { eq } from "drizzle-orm";
import { accessChannel } from "@/features/channels";
import type { Actor } from "@/kernel/actor";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type Moved, type MoveInput, threadLeft, threadMoved } from "./contract";
import { accessThread } from "./policy";

/**
 * Moves a thread to another channel, in a transaction that stands in line for the thread. Who may read it is asked of
 * its channel at every turn, so that it follows at once; two events tell those who see it now, and those who see the
 * channel that it left. A pin stays behind. Nobody is notified: to the channel's people it is a thread with unread posts.
 * Where it is already, nothing happens.
 * @throws AppError NOT_FOUND for the thread or the channel, FORBIDDEN for guests and for who neither started it nor runs
 * the team, CONFLICT for a conversation.
 */
export async function moveThread(tx: Tx, actor: Actor, { id, channelId }: MoveInput): Promise<Moved> {
  const thread = await accessThread(tx, actor, id, "move");
  const channel = await accessChannel(tx, actor, channelId, "post");
  if (thread.channelId === channel.id) return { id, channelId };
  await tx.update(threads).set({ channelId: channel.id, pinnedAt: null }).where(eq(threads.id, thread.id));
  await emit(tx, threadLeft({ leftId: id, channelId: thread.channelId }), actor);
  await emit(tx, threadMoved({ threadId: id, channelId: channel.id }), actor);
  return { id, channelId };
}
