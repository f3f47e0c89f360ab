import { aliasedTable, and, count, eq, isNull, ne, notExists, notInArray, type SQL } from "drizzle-orm";
import type { Read, Tx } from "@/platform/db";
import { channelDefaults, channelMembers, channelSections, channels, members } from "@/platform/db/schema";
import { enter } from "./service";

const other = aliasedTable(channelMembers, "other");

/** Of a channel: that nobody looks after it, the one who leaves left out of account. Guests cannot. */
const hasNobody = (read: Read, leavingId?: string): SQL =>
  notExists(
    read
      .select({ id: other.memberId })
      .from(other)
      .innerJoin(members, eq(members.id, other.memberId))
      .where(
        and(
          eq(other.channelId, channels.id),
          isNull(members.deactivatedAt),
          ne(members.role, "guest"),
          leavingId ? ne(members.id, leavingId) : undefined,
        ),
      ),
  );

/** The private channels that would have nobody without this member. One statement. */
export async function channelsHeldBy(read: Read, memberId: string): Promise<string[]> {
  const rows = await read
    .select({ id: channels.id })
    .from(channelMembers)
    .innerJoin(channels, eq(channels.id, channelMembers.channelId))
    .where(and(eq(channelMembers.memberId, memberId), eq(channels.visibility, "private"), hasNobody(read, memberId)));
  return rows.map(({ id }) => id);
}

const abandoned = (read: Read): SQL | undefined => and(eq(channels.visibility, "private"), hasNobody(read));

/** How many private channels have nobody. One statement. */
export async function countAbandonedChannels(read: Read): Promise<number> {
  const [row] = await read.select({ count: count() }).from(channels).where(abandoned(read));
  return row?.count ?? 0;
}

/** The private channels that have nobody. One statement. */
export async function abandonedChannels(read: Read): Promise<string[]> {
  const rows = await read.select({ id: channels.id }).from(channels).where(abandoned(read));
  return rows.map(({ id }) => id);
}

/** Lets an heir into channels that somebody else held. */
export async function inheritChannels(
  tx: Tx,
  ids: readonly string[],
  heirId: string,
  by: { id: string },
): Promise<void> {
  for (const id of ids) await enter(tx, id, heirId, by);
}

/** Takes a member who is erased out of every channel. In conversations they stay, as a former member. */
export async function forgetInChannels(tx: Tx, memberId: string): Promise<void> {
  const talks = tx.select({ id: channels.id }).from(channels).where(eq(channels.visibility, "conversation"));
  await tx
    .delete(channelMembers)
    .where(and(eq(channelMembers.memberId, memberId), notInArray(channelMembers.channelId, talks)));
  await tx.delete(channelSections).where(eq(channelSections.memberId, memberId));
  await tx.delete(channelDefaults).where(eq(channelDefaults.memberId, memberId));
}
