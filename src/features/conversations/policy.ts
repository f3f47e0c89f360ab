import { and, eq } from "drizzle-orm";
import { isPair, type Viewer, visiblePlaces } from "@/features/channels";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channels, threads } from "@/platform/db/schema";

type ConversationAction = "read" | "add" | "leave";
export type Conversation = { threadId: string; channelId: string; lastNumber: number; pair: boolean };

/**
 * Gives a conversation with the proof that the actor may do `action` to it: its people alone know of it, and a pair stays
 * a pair.
 * @throws AppError NOT_FOUND, or CONFLICT for adding to or leaving a conversation of two.
 */
export async function accessConversation<const A extends ConversationAction>(
  read: Read,
  actor: Viewer,
  threadId: string,
  action: A,
): Promise<Authorized<Conversation, A>> {
  const [row] = await read
    .select({ channelId: channels.id, nameKey: channels.nameKey, lastNumber: threads.lastNumber })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(threads.id, threadId), eq(channels.visibility, "conversation"), visiblePlaces(actor)));
  if (!row) throw notFound("conversation");
  const pair = isPair(row);
  if (pair && action === "add")
    throw new AppError("CONFLICT", "What two wrote stays between them. Begin a conversation with all of you.");
  if (pair && action === "leave")
    throw new AppError("CONFLICT", "A conversation of two is not left. Mute it, and it is quiet.");
  return authorize({ threadId, channelId: row.channelId, lastNumber: row.lastNumber, pair }, action);
}
