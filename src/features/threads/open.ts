import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";

/** Opens the one untitled thread of a conversation, for its first message to be added; who may is decided before. */
export async function openUntitled(tx: Tx, thread: { id: string; channelId: string; authorId: string }): Promise<void> {
  const at = now();
  await tx
    .insert(threads)
    .values({ ...thread, title: "", state: "open", lastNumber: 0, createdAt: at, lastPostAt: at });
}
