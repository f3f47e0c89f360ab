import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { type ChannelLevel, channelMembers, channels } from "@/platform/db/schema";

/** From what tells least to what tells most. */
const strength: readonly ChannelLevel[] = ["muted", "mentions", "threads", "everything"];

/**
 * Gives the channels that an account made and belongs to to another account of the same person. Where they belong with
 * both, the stronger level holds, and the earlier day.
 */
export async function mergeChannels(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(channels).set({ makerId: into }).where(eq(channels.makerId, from));
  const theirs = await tx.delete(channelMembers).where(eq(channelMembers.memberId, from)).returning();
  const mine = await tx.select().from(channelMembers).where(eq(channelMembers.memberId, into));
  const known = new Map(mine.map((row) => [row.channelId, row]));
  await tx.delete(channelMembers).where(eq(channelMembers.memberId, into));
  for (const row of theirs) {
    const same = known.get(row.channelId);
    known.set(row.channelId, {
      channelId: row.channelId,
      memberId: into,
      level: same && strength.indexOf(same.level) > strength.indexOf(row.level) ? same.level : row.level,
      joinedAt: Math.min(row.joinedAt, same?.joinedAt ?? row.joinedAt),
    });
  }
  const merged = [...known.values()];
  if (merged.length > 0) await tx.insert(channelMembers).values(merged);
}
