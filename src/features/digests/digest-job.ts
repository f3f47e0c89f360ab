import { z } from "zod";
import { createMail } from "@/features/mails";
import { assignToMail, skipDeliveries } from "@/features/notifications";
import { MINUTE, now } from "@/kernel/clock";
import { id } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { defineJob } from "@/platform/jobs";
import { addressee, candidates, waiting } from "./pending";

const payload = z.object({ memberId: id, date: z.string() });

/** Makes the digest of one member and local date. */
export const digestJob = defineJob({
  kind: "digest",
  payload,
  retry: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  async run({ memberId, date }, { finish }) {
    await finish((tx) => gather(tx, memberId, date), { lock: memberId });
  },
});

/**
 * Gathers what waits for a member's digest into one mail of this slot, and records what is no longer to be told. Gives
 * the mail's id, or null when there is nothing to say, the digest is off, or the slot has its mail already.
 */
export async function gather(tx: Tx, memberId: string, slot: string): Promise<string | null> {
  const to = await addressee(tx, memberId);
  if (!to?.wants) return null;
  const found = await candidates(tx, to, waiting(), now());
  await skipDeliveries(
    tx,
    found.flatMap(({ post, why }) => (why ? [{ id: post.deliveryId, why }] : [])),
  );
  const told = found.filter(({ why }) => why === null).map(({ post }) => post.deliveryId);
  if (told.length === 0) return null;
  const mailId = await createMail(tx, { memberId, kind: "digest", slot });
  if (mailId) await assignToMail(tx, told, mailId);
  return mailId;
}
