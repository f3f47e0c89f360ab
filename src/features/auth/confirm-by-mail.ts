import { timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { createMail } from "@/features/mails";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { type Read, transaction } from "@/platform/db";
import { addresses, oneTimeLinks } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import { sign } from "@/platform/secret";
import { countTry, forgiveTries, type Try } from "./limits";
import { makeLink, revokeLinks, spendLink } from "./links";
import { keysOf } from "./queries";
import { markConfirmed } from "./sessions";

const DIGITS = 8;

/**
 * The code in a mail: decimal digits of an HMAC of its id, so that it is kept nowhere and is the same when the mail goes
 * again. Ten tries in a quarter of an hour at 10^8 codes.
 */
export const codeOf = (linkId: string): string => {
  const bytes = Buffer.from(sign("confirm", linkId), "base64url");
  return String(bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, "0");
};

/**
 * Mails the actor a code by which this session, and no other, shows that it is still them: for who has nothing else to
 * show. A code and no link, so that nobody confirms what somebody else asked for by pressing a button in a mail. An
 * earlier one ends.
 * @throws AppError CONFLICT when they have something else to show, UNAVAILABLE where no mail is sent, RATE_LIMITED saying
 * when to try again.
 */
export async function mailConfirmCode(read: Read, actor: Actor, client: string): Promise<void> {
  if (!canSend()) throw new AppError("UNAVAILABLE", "This server sends no mail. Sign out and in again.");
  const { password, totp, passkeys } = await keysOf(read, actor);
  if (password || totp || passkeys)
    throw new AppError("CONFLICT", "You have a password or a device to show. Nothing was mailed.");
  const address = await primaryOf(read, actor);
  await countTry({ what: "link", account: addressKey(address), client });
  await transaction(async (tx) => {
    await revokeLinks(tx, actor.id, ["confirm"]);
    const payload = { sessionId: actor.sessionId };
    const { linkId } = await makeLink(tx, "confirm", { makerId: actor.id, memberId: actor.id, payload });
    await createMail(tx, { memberId: actor.id, kind: "confirm", address, subjectId: linkId });
  });
}

async function primaryOf(read: Read, actor: Actor): Promise<string> {
  const [primary] = await read
    .select({ address: addresses.address })
    .from(addresses)
    .where(and(eq(addresses.memberId, actor.id), eq(addresses.isPrimary, true)));
  if (!primary) throw new AppError("CONFLICT", "This account has no address.");
  return primary.address;
}

/**
 * Confirms the actor's session by the code that was mailed for it, once.
 * @throws AppError INVALID, naming the field, or RATE_LIMITED saying when to try again.
 */
export async function confirmByMail(actor: Actor, typed: string, client: string): Promise<void> {
  const counted: Try = { what: "confirm", account: actor.id, client };
  await countTry(counted);
  await transaction(async (tx) => {
    const [open] = await tx
      .select({ id: oneTimeLinks.id, payload: oneTimeLinks.payload })
      .from(oneTimeLinks)
      .where(
        and(
          eq(oneTimeLinks.memberId, actor.id),
          eq(oneTimeLinks.kind, "confirm"),
          isNull(oneTimeLinks.spentAt),
          isNull(oneTimeLinks.revokedAt),
          gt(oneTimeLinks.expiresAt, now()),
        ),
      )
      .orderBy(desc(oneTimeLinks.createdAt), desc(oneTimeLinks.id))
      .limit(1);
    const right = open?.payload.sessionId === actor.sessionId && isSame(typed.replace(/\s/g, ""), codeOf(open.id));
    if (!open || !right)
      throw new AppError("INVALID", "This is not the code, or it is too old. Ask for another one.", { field: "code" });
    await spendLink(tx, open.id, actor.id);
    await markConfirmed(tx, actor);
  });
  await forgiveTries(counted);
}

function isSame(typed: string, code: string): boolean {
  const [a, b] = [Buffer.from(typed), Buffer.from(code)];
  return a.length === b.length && timingSafeEqual(a, b);
}
