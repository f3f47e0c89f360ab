import { and, eq, isNull } from "drizzle-orm";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { invitations, invitationUses } from "@/platform/db/schema";

/**
 * Hands the invitations of an account to another account of the same person, withdrawn: they may grant more than that
 * one may give. By which invitation the account came is forgotten with it.
 */
export async function mergeInvitations(tx: Tx, from: string, into: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: now() })
    .where(and(eq(invitations.makerId, from), isNull(invitations.revokedAt)));
  await tx.update(invitations).set({ makerId: into }).where(eq(invitations.makerId, from));
  await tx.delete(invitationUses).where(eq(invitationUses.memberId, from));
}
