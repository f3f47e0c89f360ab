import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { addressKey } from "@/features/addresses/contract";
import { createMail } from "@/features/mails";
import { MINUTE } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { id } from "@/kernel/ids";
import { type Read, reader, transaction } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { canSend } from "@/platform/mail";
import { countTry } from "./limits";
import { makeLink, revokeLinks } from "./links";

/** What a link that was mailed lets its member do. */
export type MailLink = "sign-in" | "reset";

/** An address whose mail may let its member in: proven, or the primary one, which the mail itself will prove. */
const mailable = and(isNull(members.deactivatedAt), or(isNotNull(addresses.provenAt), eq(addresses.isPrimary, true)));

async function findAddress(read: Read, which: ReturnType<typeof eq>) {
  const [found] = await read
    .select({ id: addresses.id, memberId: addresses.memberId, address: addresses.address })
    .from(addresses)
    .innerJoin(members, eq(members.id, addresses.memberId))
    .where(and(which, mailable));
  return found;
}

const payload = z.object({ kind: z.enum(["sign-in", "reset"]), addressId: id.nullable() });
type Payload = z.infer<typeof payload>;

/**
 * Has a link mailed to an address, if it is a member's. The answer and the work until it are the same whoever's it is,
 * and nobody's too: what follows is a job. What was typed is kept nowhere.
 * @param client the address that tries are counted by, besides the one that was typed.
 * @throws AppError RATE_LIMITED saying when to try again, UNAVAILABLE where no mail is sent.
 */
export async function requestLink(kind: MailLink, typed: string, client: string): Promise<void> {
  if (!canSend())
    throw new AppError("UNAVAILABLE", "This server sends no mail. Ask an owner of the team for a link, or its host.");
  const key = addressKey(typed);
  await countTry({ what: kind === "reset" ? "reset" : "link", account: key, client });
  const found = await findAddress(reader(), eq(addresses.addressKey, key));
  await transaction((tx) => enqueue(tx, mailLinkJob, { kind, addressId: found?.id ?? null }));
}

/** Makes the link that was asked for, in place of earlier ones, and its mail. */
export const mailLinkJob: JobKind<Payload> = defineJob({
  kind: "auth.mail-link",
  payload,
  retry: [MINUTE, MINUTE, MINUTE],
  async run({ kind, addressId }, { finish }) {
    await finish(async (tx) => {
      const found = addressId ? await findAddress(tx, eq(addresses.id, addressId)) : undefined;
      if (!found) return;
      const { memberId, address } = found;
      await revokeLinks(tx, memberId, [kind]);
      const { linkId } = await makeLink(tx, kind, { makerId: memberId, memberId, payload: { addressId } });
      await createMail(tx, { memberId, kind, address, subjectId: linkId });
    });
  },
});
