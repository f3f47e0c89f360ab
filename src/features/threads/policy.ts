import { and, eq } from "drizzle-orm";
import { type Viewer, visiblePlaces } from "@/features/channels";
import { type Authorized, authorize } from "@/kernel/authorized";
import { notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channels, threads } from "@/platform/db/schema";

export type ThreadAction = "read" | "reply" | "follow";
export type Thread = typeof threads.$inferSelect;

/**
 * Gives a thread with the proof that the actor may do `action` to it: whoever sees a channel may read and write in it.
 * @throws AppError NOT_FOUND when they may not know of it.
 */
export async function accessThread<const A extends ThreadAction>(
  read: Read,
  actor: Viewer,
  id: string,
  action: A,
): Promise<Authorized<Thread, A>> {
  const [row] = await read
    .select({ thread: threads })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(threads.id, id), visiblePlaces(actor)));
  if (!row) throw notFound("thread");
  return authorize(row.thread, action);
}
