import { and, eq, gt, isNull } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { addressChanges, addresses } from "@/platform/db/schema";
import { changed, REVERTIBLE } from "./rows";

/**
 * Gives the addresses of an account to another account of the same person, as proven as they are; its primary one stays
 * primary. More than ten are kept.
 * @throws AppError CONFLICT while a change of the account's primary address can be taken back: whoever took it over
 * would merge it away from under its member.
 */
export async function mergeAddresses(tx: Tx, from: string, into: string): Promise<void> {
  const [open] = await tx
    .select({ id: addressChanges.id })
    .from(addressChanges)
    .where(
      and(
        eq(addressChanges.memberId, from),
        isNull(addressChanges.revertedAt),
        gt(addressChanges.changedAt, now() - REVERTIBLE),
      ),
    );
  if (open)
    throw new AppError(
      "CONFLICT",
      "The primary address of that account was changed less than seven days ago, and its old one may still take that back. Merge them afterwards.",
    );
  await tx.delete(addressChanges).where(eq(addressChanges.memberId, from));
  await tx.update(addresses).set({ memberId: into, isPrimary: false }).where(eq(addresses.memberId, from));
  await changed(tx, into);
}
