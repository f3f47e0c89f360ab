import { eq } from "drizzle-orm";
import { assertConfirmed } from "@/features/auth";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { accessAddress } from "../policy";
import { withdrawProofs } from "../proof-links";
import { changed } from "../rows";

/**
 * Takes an address away from the actor's, with the links that would prove it. One that was primary within a week stays
 * theirs to take back.
 * @throws AppError UNCONFIRMED, NOT_FOUND for anybody else's, CONFLICT for the primary one.
 */
export async function removeAddress(tx: Tx, actor: Actor, id: string): Promise<void> {
  const mine = await accessAddress(tx, actor, id);
  await assertConfirmed(tx, actor);
  if (mine.isPrimary)
    throw new AppError("CONFLICT", "This is your primary address. Make another one primary first.", { field: "id" });
  await tx.delete(addresses).where(eq(addresses.id, mine.id));
  await withdrawProofs(tx, actor.id, mine.address);
  await changed(tx, actor.id);
}
