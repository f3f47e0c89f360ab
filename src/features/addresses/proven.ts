import { and, eq, isNull } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { addressKey } from "./contract";
import { changed } from "./rows";

/** Whose account an address is about; undefined when nobody can sign in to it any more. */
export const activeMember = async (read: Read, memberId: string | null) => {
  const [member] = memberId
    ? await read
        .select({ id: members.id, name: members.name, handle: members.handle })
        .from(members)
        .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)))
    : [];
  return member;
};

/** Writes that an address is its member's. They may have lost its row to somebody who added it too: then it comes back. */
export async function setProven(tx: Tx, memberId: string, address: string): Promise<void> {
  const at = now();
  await tx
    .insert(addresses)
    .values({
      ...{ id: newId(), memberId, address, addressKey: addressKey(address) },
      ...{ isPrimary: false, provenAt: at, createdAt: at },
    })
    .onConflictDoUpdate({ target: addresses.addressKey, set: { provenAt: at } });
  await changed(tx, memberId);
}
