import { aliasedTable, and, count, eq, isNull, ne, notExists, type SQL } from "drizzle-orm";
import type { Read, Tx } from "@/platform/db";
import { groupMembers, groups, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { groupMembersChanged } from "./contract";
import { enter } from "./service";

const other = aliasedTable(groupMembers, "other");

/** Of a group: that nobody active is in it, the one who leaves left out of account. */
const isEmpty = (read: Read, leavingId?: string): SQL =>
  notExists(
    read
      .select({ id: other.memberId })
      .from(other)
      .innerJoin(members, eq(members.id, other.memberId))
      .where(
        and(
          eq(other.groupId, groups.id),
          isNull(members.deactivatedAt),
          leavingId ? ne(members.id, leavingId) : undefined,
        ),
      ),
  );

/** The groups that would be empty without this member. One statement. */
export async function groupsHeldBy(read: Read, memberId: string): Promise<string[]> {
  const rows = await read
    .select({ id: groups.id })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(and(eq(groupMembers.memberId, memberId), isEmpty(read, memberId)));
  return rows.map(({ id }) => id);
}

/** How many groups are empty. One statement. */
export async function countEmptyGroups(read: Read): Promise<number> {
  const [row] = await read.select({ count: count() }).from(groups).where(isEmpty(read));
  return row?.count ?? 0;
}

/** The groups that are empty. One statement. */
export async function emptyGroups(read: Read): Promise<string[]> {
  const rows = await read.select({ id: groups.id }).from(groups).where(isEmpty(read));
  return rows.map(({ id }) => id);
}

/** Lets an heir into groups that somebody else held. */
export async function inheritGroups(tx: Tx, ids: readonly string[], heirId: string, by: { id: string }): Promise<void> {
  for (const groupId of ids)
    if ((await enter(tx, groupId, [heirId])) > 0) await emit(tx, groupMembersChanged({ groupId }), by);
}

/** Takes a member who is erased out of every group. */
export async function forgetInGroups(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(groupMembers).where(eq(groupMembers.memberId, memberId));
}
