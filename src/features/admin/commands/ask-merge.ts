import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { assertConfirmed, makeLink, revokeLinks } from "@/features/auth";
import { createMail } from "@/features/mails";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";

/**
 * Mails a link that merges another account of the actor's into theirs, to an address that the other account has proven.
 * Whether there is such an account changes neither the answer nor what is done for it: without one the mail has
 * nothing to say, and is not sent.
 * @throws AppError UNCONFIRMED, UNAVAILABLE when this server sends no mail.
 */
export async function askMerge(tx: Tx, actor: Actor, address: string): Promise<void> {
  await assertConfirmed(tx, actor);
  if (!canSend())
    throw new AppError(
      "UNAVAILABLE",
      "This server sends no mail, so that nobody can show that both accounts are theirs.",
    );
  const [other] = await tx
    .select({ memberId: addresses.memberId, address: addresses.address })
    .from(addresses)
    .innerJoin(members, and(eq(members.id, addresses.memberId), isNull(members.deactivatedAt)))
    .where(
      and(
        eq(addresses.addressKey, addressKey(address)),
        isNotNull(addresses.provenAt),
        ne(addresses.memberId, actor.id),
      ),
    );
  await revokeLinks(tx, actor.id, ["merge"]);
  const payload = { fromId: other?.memberId ?? null };
  const { linkId } = await makeLink(tx, "merge", { makerId: actor.id, memberId: actor.id, payload });
  await createMail(tx, { memberId: null, kind: "merge", address: other?.address, subjectId: linkId });
}
