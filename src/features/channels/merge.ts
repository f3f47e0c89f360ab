import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { type ChannelLevel, channelDefaults, channelMembers, channelSections, channels } from "@/platform/db/schema";
import { keyConversationsAnew } from "./conversations";

/** From what tells least to what tells most. */
const strength: readonly ChannelLevel[] = ["muted", "mentions", "threads", "everything"];

/** The number of the first post that either may see; absent means all of them. */
const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.min(one, other);

/**
 * Gives the channels that an account made and belongs to to another account of the same person. Where they belong with
 * both, the stronger level holds, and the earlier day.
 */
export async function mergeChannels(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(channels).set({ makerId: into }).where(eq(channels.makerId, from));
  await tx.update(channelMembers).set({ addedById: into }).where(eq(channelMembers.addedById, from));
  await tx.update(channelSections).set({ memberId: into }).where(eq(channelSections.memberId, from));
  const asked = await tx.delete(channelDefaults).where(eq(channelDefaults.memberId, from)).returning();
  if (asked.length > 0)
    await tx
      .insert(channelDefaults)
      .values(asked.map((row) => ({ ...row, memberId: into })))
      .onConflictDoNothing();
  const theirs = await tx.delete(channelMembers).where(eq(channelMembers.memberId, from)).returning();
  const mine = await tx.select().from(channelMembers).where(eq(channelMembers.memberId, into));
  const known = new Map(mine.map((row) => [row.channelId, row]));
  await tx.delete(channelMembers).where(eq(channelMembers.memberId, into));
  for (const row of theirs) {
    const same = known.get(row.channelId);
    known.set(row.channelId, {
      ...{ ...row, ...same, memberId: into },
      level: same && strength.indexOf(same.level) > strength.indexOf(row.level) ? same.level : row.level,
      joinedAt: Math.min(row.joinedAt, same?.joinedAt ?? row.joinedAt),
      addedById: same?.addedById ?? row.addedById,
      historyFrom: same ? earlier(row.historyFrom, same.historyFrom) : row.historyFrom,
    });
  }
  const merged = [...known.values()];
  if (merged.length > 0) await tx.insert(channelMembers).values(merged);
  await keyConversationsAnew(tx, into);
}
