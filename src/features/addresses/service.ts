import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { addressKey } from "./contract";

/** @throws AppError CONFLICT, naming the field, when an address belongs to somebody already. */
export async function assertFree(tx: Tx, address: string): Promise<void> {
  const [taken] = await tx
    .select({ id: addresses.id })
    .from(addresses)
    .where(eq(addresses.addressKey, addressKey(address)));
  if (!taken) return;
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
