import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { type MailKind, mails, messageIds } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { enqueue } from "@/platform/jobs";
import { mailChanged } from "./contract";
import { messageIdOf } from "./message-ids";
import { SEND_MAIL, sendKey } from "./send";

export type NewMail = {
  /** Null for somebody who is no member (yet). */
  memberId: string | null;
  kind: MailKind;
  /** One per member, kind and slot, for ever; absent: one more whenever it is asked for. */
  slot?: string;
  /** Where it goes instead of the member's primary address. */
  address?: string;
  /** The link or invitation that it is about. */
  subjectId?: string;
};

/** Makes a mail with its Message-ID and the job that sends it. Gives its id, or null when its slot has one already. */
export async function createMail(
  tx: Tx,
  { memberId, kind, slot, address, subjectId }: NewMail,
): Promise<string | null> {
  const id = newId();
  const messageId = messageIdOf(id);
  const made = await tx
    .insert(mails)
    .values({
      id,
      memberId,
      kind,
      slot: slot ?? id,
      address,
      subjectId,
      messageId,
      state: "pending",
      fullPostIds: [],
      subject: "",
      html: "",
      text: "",
      raw: "",
      attempts: 0,
      createdAt: now(),
    })
    .onConflictDoNothing()
    .returning({ id: mails.id });
  if (made.length === 0) return null;
  await tx.insert(messageIds).values({ messageId, mailId: id });
  if (memberId) await emit(tx, mailChanged({ mailId: id, memberIds: [memberId] }), null);
  await enqueue(tx, SEND_MAIL, { mailId: id }, { dedupeKey: sendKey(id) });
  return id;
}
