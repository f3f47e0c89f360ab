import { and, eq, isNull, or } from "drizzle-orm";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { oidcSubjects, oneTimeLinks, passkeys, passwords, recoveryCodes, totpKeys } from "@/platform/db/schema";
import { endSessionsOf } from "./sessions";

/**
 * Gives the passkeys and providers of an account to another account of the same person, which keeps its own password
 * and second step. The account that goes is out at once: its sessions end, its links and those that it made are withdrawn.
 */
export async function mergeKeys(tx: Tx, from: string, into: string): Promise<void> {
  await endSessionsOf(tx, from, { by: { id: into } });
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(
      and(
        or(eq(oneTimeLinks.memberId, from), eq(oneTimeLinks.makerId, from)),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
      ),
    );
  await tx.delete(passwords).where(eq(passwords.memberId, from));
  await tx.delete(totpKeys).where(eq(totpKeys.memberId, from));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, from));
  await tx.update(passkeys).set({ memberId: into }).where(eq(passkeys.memberId, from));
  await tx.update(oidcSubjects).set({ memberId: into }).where(eq(oidcSubjects.memberId, from));
}
