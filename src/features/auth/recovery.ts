import { randomInt } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { recoveryCodes } from "@/platform/db/schema";
import { sign } from "@/platform/secret";

const CODES = 10;
/** Fifty bits a code, of letters and digits that nobody takes for one another. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH = 10;

const newCode = () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

/** How a code is typed: without case, spaces and hyphens. */
export const plainCode = (text: string): string => text.replace(/[\s-]/g, "").toUpperCase();

/** Keyed with the installation's secret: fifty bits are not many for whoever holds a copy of the database alone. */
const hashOf = (memberId: string, code: string) => sign("recovery", `${memberId} ${code}`);

/** Gives a member ten new recovery codes, as they are shown this once; the earlier ones end. */
export async function renewRecoveryCodes(tx: Tx, memberId: string): Promise<string[]> {
  await removeRecoveryCodes(tx, memberId);
  const codes = Array.from({ length: CODES }, newCode);
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ id: newId(), memberId, codeHash: hashOf(memberId, code), spentAt: null })));
  return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
}

/** Takes a recovery code of a member's, typed in any way. Each is good once: of two who type it at once one is in. */
export async function takeRecoveryCode(tx: Tx, memberId: string, typed: string): Promise<boolean> {
  const spent = await tx
    .update(recoveryCodes)
    .set({ spentAt: now() })
    .where(
      and(
        eq(recoveryCodes.memberId, memberId),
        eq(recoveryCodes.codeHash, hashOf(memberId, plainCode(typed))),
        isNull(recoveryCodes.spentAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return spent.length > 0;
}

/** Forgets a member's recovery codes. */
export async function removeRecoveryCodes(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId));
}

/** How many recovery codes a member was given and how many of them are left. None given: they have no second step. */
export async function countRecoveryCodes(read: Read, memberId: string): Promise<{ given: number; left: number }> {
  const rows = await read
    .select({ spentAt: recoveryCodes.spentAt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.memberId, memberId));
  return { given: rows.length, left: rows.filter(({ spentAt }) => spentAt === null).length };
}
