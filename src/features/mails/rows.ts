import { and, eq, inArray } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses, type MailState, mailedPosts, mails, members, workspace } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import type { Composed, Composer } from "./composer";
import { mailChanged } from "./contract";

/** A mail with what its envelope needs; the address is its own, else the one that is primary now. */
export async function loadMail(read: Read, id: string) {
  const [row] = await read
    .select({
      mail: mails,
      name: members.name,
      gone: members.deactivatedAt,
      primary: addresses.address,
      team: workspace.name,
    })
    .from(mails)
    .leftJoin(members, eq(members.id, mails.memberId))
    .leftJoin(addresses, and(eq(addresses.memberId, mails.memberId), eq(addresses.isPrimary, true)))
    .leftJoin(workspace, eq(workspace.id, 1))
    .where(eq(mails.id, id));
  if (!row) return undefined;
  const { primary, gone, ...loaded } = row;
  return { ...loaded, isActive: gone === null, name: row.name ?? "", address: row.mail.address ?? primary };
}
export type LoadedMail = NonNullable<Awaited<ReturnType<typeof loadMail>>>;

/** What of a mail's words may be kept: of a secret one the subject alone. */
function keepable({ subject, html, text, fullPostIds }: Composed, { isSecret }: Composer) {
  return isSecret ? { subject, fullPostIds } : { subject, html, text, fullPostIds };
}

/** Writes down the bytes before SMTP is spoken to. Gives false when another try was faster. */
export async function markSending(
  tx: Tx,
  { mail }: LoadedMail,
  { said, raw, composer }: { said: Composed; raw: string; composer: Composer },
): Promise<boolean> {
  const kept = { ...keepable(said, composer), raw: composer.isSecret ? "" : raw };
  const marked = await tx
    .update(mails)
    .set({ ...kept, state: "sending", attempts: mail.attempts + 1, lastError: null })
    .where(and(eq(mails.id, mail.id), eq(mails.state, mail.state), eq(mails.attempts, mail.attempts)))
    .returning({ id: mails.id });
  if (marked.length > 0) await changed(tx, mail);
  return marked.length > 0;
}

/** Counts another try of the same bytes. */
export async function markRepeating(tx: Tx, { mail }: LoadedMail): Promise<void> {
  await tx
    .update(mails)
    .set({ attempts: mail.attempts + 1 })
    .where(eq(mails.id, mail.id));
}

/** The mail reached its addressee: by SMTP, or by being readable at /settings/mail where there is no mail server. */
export async function markReached(
  tx: Tx,
  { mail }: LoadedMail,
  state: "sent" | "kept",
  { composer, said }: { composer: Composer; said?: Composed },
): Promise<void> {
  const at = now();
  const words = said && keepable(said, composer);
  const ended = await tx
    .update(mails)
    .set({ ...words, state, sentAt: at, raw: "", lastError: null })
    .where(and(eq(mails.id, mail.id), inArray(mails.state, ["pending", "sending", "dead"])))
    .returning({ fullPostIds: mails.fullPostIds });
  if (!ended[0]) return;
  const { fullPostIds } = ended[0];
  const { memberId } = mail;
  if (memberId && fullPostIds.length > 0)
    await tx
      .insert(mailedPosts)
      .values(fullPostIds.map((postId) => ({ id: newId(), memberId, postId, mailId: mail.id, mailedAt: at })))
      .onConflictDoNothing();
  await composer.settled?.(tx, mail.id, { state: "sent", why: state });
  await changed(tx, mail);
}

/** Nothing was left to say at the moment of sending. */
export async function markSkipped(tx: Tx, { mail }: LoadedMail): Promise<void> {
  await setState(tx, mail, "skipped", null);
}

/** The mail server has not taken it: it is rendered anew at the next try. */
export const markPending = (tx: Tx, { mail }: LoadedMail, error: string): Promise<void> =>
  setState(tx, mail, "pending", error);

/** Why a try failed, while it stays uncertain whether the mail arrived. */
export const noteError = (tx: Tx, { mail }: LoadedMail, error: string): Promise<void> =>
  setState(tx, mail, "sending", error);

/** No more tries by themselves: refused for good, or tried for five days. It stays readable at /settings/mail. */
export async function markDead(
  tx: Tx,
  { mail }: LoadedMail,
  { composer, why, error }: { composer: Composer; why: "refused" | "gave_up"; error: string },
): Promise<void> {
  await setState(tx, mail, "dead", error);
  await composer.settled?.(tx, mail.id, { state: why === "refused" ? "failed" : "dead", why });
}

async function setState(tx: Tx, mail: LoadedMail["mail"], state: MailState, lastError: string | null): Promise<void> {
  await tx
    .update(mails)
    .set({ state, lastError, ...(state === "sending" ? {} : { raw: "" }) })
    .where(eq(mails.id, mail.id));
  await changed(tx, mail);
}

async function changed(tx: Tx, { id, memberId }: LoadedMail["mail"]): Promise<void> {
  if (memberId) await emit(tx, mailChanged({ mailId: id, memberIds: [memberId] }), null);
}
