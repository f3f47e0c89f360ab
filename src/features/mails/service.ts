import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { type MailKind, mails, messageIds } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { enqueue } from "@/platform/jobs";
import { mailChanged } from "./contract";
import { messageIdOf } from "./message-ids";
import { SEND_MAIL } from "./send";

/**
 * Makes a mail with its Message-ID and the job that sends it. Gives its id, or null when its slot has one already: one
 * per member, kind and slot, for ever.
 */
export async function createMail(
  tx: Tx,
  { memberId, kind, slot }: { memberId: string; kind: MailKind; slot: string },
): Promise<string | null> {
  const id = newId();
  const messageId = messageIdOf(id);
  const made = await tx
    .insert(mails)
    .values({
      id,
      memberId,
      kind,
      slot,
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
  await emit(tx, mailChanged({ mailId: id, memberIds: [memberId] }), null);
  await enqueue(tx, SEND_MAIL, { mailId: id }, { dedupeKey: `send-mail:${id}` });
  return id;
}
