import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
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
