import { and, eq, isNull } from "drizzle-orm";
import { makeLink, revokeLinkIds } from "@/features/auth";
import { createMail } from "@/features/mails";
import type { Tx } from "@/platform/db";
import { oneTimeLinks } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import { addressKey } from "./contract";

/** Ends the links that would prove an address for a member. */
export async function withdrawProofs(tx: Tx, memberId: string, address: string): Promise<void> {
  const open = await tx
    .select({ id: oneTimeLinks.id, payload: oneTimeLinks.payload })
    .from(oneTimeLinks)
    .where(
      and(
        eq(oneTimeLinks.memberId, memberId),
        eq(oneTimeLinks.kind, "prove-address"),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
      ),
    );
  const key = addressKey(address);
  const dead = open.filter(({ payload }) => addressKey(String(payload.address)) === key);
  await revokeLinkIds(
    tx,
    dead.map(({ id }) => id),
  );
}

/** Mails a fresh link that proves an address for a member; their earlier ones for it end. Without a mail server nothing. */
export async function sendProof(tx: Tx, memberId: string, address: string): Promise<void> {
  if (!canSend()) return;
  await withdrawProofs(tx, memberId, address);
  const { linkId } = await makeLink(tx, "prove-address", { makerId: memberId, memberId, payload: { address } });
  await createMail(tx, { memberId, kind: "prove-address", address, subjectId: linkId });
}
