import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { addressKey } from "./contract";

/** Whether an address belongs to a member, proven or not. One statement. */
export async function addressBelongs(read: Read, address: string): Promise<boolean> {
  const [taken] = await read
    .select({ id: addresses.id })
    .from(addresses)
    .where(eq(addresses.addressKey, addressKey(address)));
  return taken !== undefined;
}

/** @throws AppError CONFLICT, naming the field, when an address belongs to somebody already. */
export async function assertFree(tx: Tx, address: string): Promise<void> {
  if (!(await addressBelongs(tx, address))) return;
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
