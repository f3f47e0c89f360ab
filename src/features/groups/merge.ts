import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { groupMembers, groups } from "@/platform/db/schema";

/** Gives the groups that an account made and is in to another account of the same person. */
export async function mergeGroups(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(groups).set({ makerId: into }).where(eq(groups.makerId, from));
  const mine = tx.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.memberId, into));
  await tx.delete(groupMembers).where(and(eq(groupMembers.memberId, from), inArray(groupMembers.groupId, mine)));
  await tx.update(groupMembers).set({ memberId: into }).where(eq(groupMembers.memberId, from));
}
