import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { canSend } from "@/platform/mail";
import { accessAddress } from "../policy";
import { sendProof } from "../proof-links";

/**
 * Mails the link that proves one of the actor's addresses once more. What is proven already gets none.
 * @throws AppError NOT_FOUND for anybody else's, UNAVAILABLE when this server sends no mail.
 */
export async function sendAgain(tx: Tx, actor: Actor, id: string): Promise<void> {
  const mine = await accessAddress(tx, actor, id);
  if (mine.provenAt !== null) return;
  if (!canSend())
    throw new AppError(
      "UNAVAILABLE",
      "This server sends no mail. Whoever runs it sets SMTP_URL, or proves the address: npm run admin -- prove-address ADDRESS",
    );
  await sendProof(tx, actor.id, mine.address);
}
