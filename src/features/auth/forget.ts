import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import type { Tx } from "@/platform/db";
import {
  oidcSubjects,
  oneTimeLinks,
  passkeys,
  passwords,
  recoveryCodes,
  sessions,
  totpKeys,
} from "@/platform/db/schema";

/** Deletes every key of a member who is erased, their sessions with the devices, and the links for them and by them. */
export async function forgetKeys(tx: Tx, memberId: string, addresses: readonly string[]): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.memberId, memberId));
  await tx.delete(passwords).where(eq(passwords.memberId, memberId));
  await tx.delete(passkeys).where(eq(passkeys.memberId, memberId));
  await tx.delete(totpKeys).where(eq(totpKeys.memberId, memberId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId));
  await tx.delete(oidcSubjects).where(eq(oidcSubjects.memberId, memberId));
  await tx.delete(oneTimeLinks).where(or(eq(oneTimeLinks.memberId, memberId), eq(oneTimeLinks.makerId, memberId)));
  const asked = await tx
    .select({ id: oneTimeLinks.id, payload: oneTimeLinks.payload })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.kind, "self-join"), isNull(oneTimeLinks.spentBy)));
  const keys = new Set(addresses.map(addressKey));
  const theirs = asked.filter(({ payload }) => keys.has(addressKey(String(payload.address))));
  const ids = theirs.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(oneTimeLinks).where(inArray(oneTimeLinks.id, ids));
  // The one that they came by says what they said of themselves then.
  await tx.update(oneTimeLinks).set({ payload: {} }).where(eq(oneTimeLinks.spentBy, memberId));
}
