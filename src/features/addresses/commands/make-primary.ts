import { and, eq } from "drizzle-orm";
import { assertConfirmed, makeLink } from "@/features/auth";
import { createMail } from "@/features/mails";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { addressChanges, addresses } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import { accessAddress } from "../policy";
import { changed } from "../rows";

/**
 * Makes one of the actor's proven addresses the primary one. The old one is told by mail, with a link that takes it back
 * for seven days. What is primary already changes nothing.
 * @throws AppError UNCONFIRMED, NOT_FOUND for anybody else's, CONFLICT while it is not proven.
 */
export async function makePrimary(tx: Tx, actor: Actor, id: string): Promise<void> {
  const mine = await accessAddress(tx, actor, id);
  await assertConfirmed(tx, actor);
  if (mine.isPrimary) return;
  if (mine.provenAt === null)
    throw new AppError("CONFLICT", "This address is not proven yet. Open the link in the mail to it first.", {
      field: "id",
    });
  const [old] = await tx
    .update(addresses)
    .set({ isPrimary: false })
    .where(and(eq(addresses.memberId, actor.id), eq(addresses.isPrimary, true)))
    .returning({ address: addresses.address });
  await tx.update(addresses).set({ isPrimary: true }).where(eq(addresses.id, mine.id));
  if (old) await announce(tx, actor.id, old.address, mine.address);
  await changed(tx, actor.id);
}

/** Writes the change down and tells the old address. */
async function announce(tx: Tx, memberId: string, oldAddress: string, newAddress: string): Promise<void> {
  const changeId = newId();
  await tx.insert(addressChanges).values({ id: changeId, memberId, oldAddress, newAddress, changedAt: now() });
  if (!canSend()) return;
  const { linkId } = await makeLink(tx, "revert-address", { makerId: memberId, memberId, payload: { changeId } });
  await createMail(tx, { memberId, kind: "address-changed", address: oldAddress, subjectId: linkId });
}
