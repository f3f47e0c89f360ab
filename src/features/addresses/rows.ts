import { and, eq, gt, isNull } from "drizzle-orm";
import { DAY, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { addressChanges, addresses, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { addressesChanged, addressKey } from "./contract";

/** How long a member can take back that another address became their primary one. */
export const REVERTIBLE = 7 * DAY;

export type AddressRow = typeof addresses.$inferSelect;

/** The one row of an address, however it is spelled. */
export async function rowOf(read: Read, address: string): Promise<AddressRow | undefined> {
  const [row] = await read
    .select()
    .from(addresses)
    .where(eq(addresses.addressKey, addressKey(address)));
  return row;
}

/** The changes of primary addresses that can still be taken back, of active members. Few: those of one week. */
export const openChanges = (read: Read) =>
  read
    .select({ memberId: addressChanges.memberId, oldAddress: addressChanges.oldAddress })
    .from(addressChanges)
    .innerJoin(members, eq(members.id, addressChanges.memberId))
    .where(
      and(
        isNull(addressChanges.revertedAt),
        gt(addressChanges.changedAt, now() - REVERTIBLE),
        isNull(members.deactivatedAt),
      ),
    );

const taken = (message: string): AppError => new AppError("CONFLICT", message, { field: "address" });

/**
 * Makes room for an address at a member's. What stands unproven with somebody else gives way, since it says nothing
 * about whose it is: the mail decides. Not so a primary one, by which its member signs in.
 * @throws AppError CONFLICT, naming the field, when it belongs to another member.
 */
export async function claimAddress(tx: Tx, address: string, memberId: string): Promise<void> {
  const key = addressKey(address);
  const reserved = (await openChanges(tx)).some(
    (change) => change.memberId !== memberId && addressKey(change.oldAddress) === key,
  );
  if (reserved) throw taken("This address was another member's until a few days ago, and they may still take it back.");
  const row = await rowOf(tx, address);
  if (!row || row.memberId === memberId) return;
  if (row.provenAt !== null)
    throw taken("This address belongs to another account. If that is yours too, merge the two.");
  if (row.isPrimary)
    throw taken(
      "Another account signs in by this address, though nobody has proven it. If it is yours, sign in there, or ask an owner of the team.",
    );
  await release(tx, row);
}

/** Takes an address away from whoever only named it. */
export async function release(tx: Tx, { id, memberId }: AddressRow): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.id, id));
  await changed(tx, memberId);
}

/** Tells a member's browsers. */
export const changed = (tx: Tx, memberId: string): Promise<void> =>
  emit(tx, addressesChanged({ memberIds: [memberId] }), null);
