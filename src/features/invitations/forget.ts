import { eq, inArray, or, sql } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import type { Tx } from "@/platform/db";
import { invitations, invitationUses } from "@/platform/db/schema";

/** Leaves out whom an invitation went to, where that was a member who is erased. */
export async function forgetInvitations(tx: Tx, memberId: string, addresses: readonly string[]): Promise<void> {
  const used = tx
    .select({ id: invitationUses.invitationId })
    .from(invitationUses)
    .where(eq(invitationUses.memberId, memberId));
  await tx
    .update(invitations)
    .set({ address: null })
    .where(or(inArray(invitations.id, used), inArray(sql`lower(${invitations.address})`, addresses.map(addressKey))));
}
