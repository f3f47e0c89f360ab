import { eq, inArray } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addressChanges, addresses } from "@/platform/db/schema";
import { addressKey } from "./contract";
import { openChanges, release, rowOf } from "./rows";

/** Whether an address belongs to a member, proven or not. One statement. */
export const addressBelongs = async (read: Read, address: string): Promise<boolean> =>
  (await rowOf(read, address)) !== undefined;

/**
 * Makes sure that a new member may have an address. What somebody only named, unproven and not primary, gives way.
 * @throws AppError CONFLICT, naming the field, when it belongs to somebody already, or may again within a week.
 */
export async function assertFree(tx: Tx, address: string): Promise<void> {
  const key = addressKey(address);
  const row = await rowOf(tx, address);
  const isReserved = (await openChanges(tx)).some((change) => addressKey(change.oldAddress) === key);
  const isHeld = row !== undefined && (row.isPrimary || row.provenAt !== null);
  if (!isReserved && !isHeld) {
    if (row) await release(tx, row);
    return;
  }
  throw new AppError("CONFLICT", "This address belongs to a member already. Sign in, or take another one.", {
    field: "address",
  });
}

/** Writes a new member's first address, their primary one. `proven`: they came by a mail to it. */
export async function addFirstAddress(tx: Tx, memberId: string, address: string, proven: boolean): Promise<void> {
  const createdAt = now();
  await tx.insert(addresses).values({
    id: newId(),
    memberId,
    address,
    addressKey: addressKey(address),
    isPrimary: true,
    provenAt: proven ? createdAt : null,
    createdAt,
  });
}

/** Every address that these members have or had within the time in which it can be taken back. */
export async function addressesOf(read: Read, memberIds: readonly string[]): Promise<string[]> {
  const ids = [...memberIds];
  const now = await read.select({ address: addresses.address }).from(addresses).where(inArray(addresses.memberId, ids));
  const before = await read
    .select({ old: addressChanges.oldAddress, next: addressChanges.newAddress })
    .from(addressChanges)
    .where(inArray(addressChanges.memberId, ids));
  return [...new Set([...now.map(({ address }) => address), ...before.flatMap(({ old, next }) => [old, next])])];
}

/** Deletes the addresses of a member who is erased. */
export async function forgetAddresses(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.memberId, memberId));
  await tx.delete(addressChanges).where(eq(addressChanges.memberId, memberId));
}
