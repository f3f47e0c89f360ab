import { eq } from "drizzle-orm";
import { assertConfirmed } from "@/features/auth";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { addressKey, MOST_ADDRESSES } from "../contract";
import { sendProof } from "../proof-links";
import { changed, claimAddress } from "../rows";

/**
 * Adds an address to the actor's own, unproven, and mails the link that proves it. One that they have already changes
 * nothing. Asks first whether it is them: by a proven address one can sign in.
 * @throws AppError UNCONFIRMED; CONFLICT, naming the field, when it is another member's, or they have ten.
 */
export async function addAddress(tx: Tx, actor: Actor, address: string): Promise<void> {
  await assertConfirmed(tx, actor);
  await claimAddress(tx, address, actor.id);
  const mine = await tx.select({ key: addresses.addressKey }).from(addresses).where(eq(addresses.memberId, actor.id));
  const key = addressKey(address);
  if (mine.some((row) => row.key === key)) return;
  if (mine.length >= MOST_ADDRESSES)
    throw new AppError("CONFLICT", `You have ${MOST_ADDRESSES} addresses, which is the most. Remove one first.`, {
      field: "address",
    });
  await tx.insert(addresses).values({
    ...{ id: newId(), memberId: actor.id, address, addressKey: key },
    ...{ isPrimary: false, provenAt: null, createdAt: now() },
  });
  await changed(tx, actor.id);
  await sendProof(tx, actor.id, address);
}
