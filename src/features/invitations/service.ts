import { and, eq, inArray, isNull } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { assertConfirmed, hashToken } from "@/features/auth";
import { accessChannel } from "@/features/channels";
import { createMail } from "@/features/mails";
import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { DAY, now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { addresses, invitationChannels, invitations } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { canSend } from "@/platform/mail";
import { invitationChanged, type MadeInvitation, type MakeInput } from "./contract";
import { accessInvitations, mayGrant } from "./policy";
import { inviters } from "./standing";
import { invitationToken } from "./tokens";

/**
 * Invites: makes a link, or one for each address and mails it there. All of them or none; the same call again gives the
 * same invitations.
 * @throws AppError FORBIDDEN unless the actor may grant all that is asked for, NOT_FOUND for a channel that they do not
 * see, UNCONFIRMED for admins to be, CONFLICT for an address that belongs to a member or where no mail can be sent.
 */
export async function makeInvitations(tx: Tx, actor: Actor, input: MakeInput): Promise<MadeInvitation[]> {
  const maker = accessInvitations(actor);
  if (!mayGrant(maker.role, input.role)) throw new AppError("FORBIDDEN", "Only owners make admins.", { field: "role" });
  if (input.role === "admin") await assertConfirmed(tx, actor);
  const channelIds = [...new Set(input.channelIds)];
  for (const channelId of channelIds) await accessChannel(tx, actor, channelId, "manage");

  const before = await sameAsBefore(tx, maker, { ...input, channelIds });
  if (before) return before;
  await assertMailable(tx, input);

  const createdAt = now();
  const made: MadeInvitation[] = [];
  for (const { id, address = null } of input.to) {
    const token = invitationToken(id);
    const expiresAt = createdAt + input.days * DAY;
    const row = { id, tokenHash: hashToken(token), makerId: maker.id, role: input.role, address };
    await tx.insert(invitations).values({ ...row, maxUses: input.uses, uses: 0, createdAt, expiresAt });
    if (channelIds.length > 0)
      await tx.insert(invitationChannels).values(channelIds.map((channelId) => ({ invitationId: id, channelId })));
    if (address !== null)
      await createMail(tx, { memberId: null, kind: "invitation", address, subjectId: id, slot: id });
    await audit(tx, actor, {
      action: "invitation.made",
      subject: { kind: "invitation", id },
      data: { role: input.role, channelIds, uses: input.uses, days: input.days, mailed: address !== null },
    });
    made.push({ id, token, address, expiresAt });
  }
  await tellInviters(tx, actor);
  return made;
}

/** What this very call made before, or undefined when it is new. @throws AppError CONFLICT when it is half of both. */
async function sameAsBefore(
  tx: Tx,
  maker: Authorized<Actor, "invite">,
  { role, channelIds, uses, to }: MakeInput,
): Promise<MadeInvitation[] | undefined> {
  const ids = to.map(({ id }) => id);
  const rows = await tx.select().from(invitations).where(inArray(invitations.id, ids));
  if (rows.length === 0) return undefined;
  const lets = await tx.select().from(invitationChannels).where(inArray(invitationChannels.invitationId, ids));
  const wanted = channelIds.toSorted().join();
  const same = to.map(({ id, address = null }) => {
    const row = rows.find((each) => each.id === id);
    const into = lets.filter(({ invitationId }) => invitationId === id).map(({ channelId }) => channelId);
    return row?.makerId === maker.id &&
      row.role === role &&
      row.maxUses === uses &&
      (row.address ?? null) === address &&
      into.toSorted().join() === wanted
      ? { id, token: invitationToken(id), address, expiresAt: row.expiresAt }
      : undefined;
  });
  if (same.every((one) => one !== undefined)) return same;
  throw new AppError("CONFLICT", "This id stands for something else already. Make a new one.", { field: "to" });
}

/** @throws AppError CONFLICT, naming the address that is a member's already, or that there is no mail server. */
async function assertMailable(tx: Tx, { to }: MakeInput): Promise<void> {
  const mailed = to.flatMap(({ address }, index) => (address === undefined ? [] : [{ address, index }]));
  if (mailed.length === 0) return;
  if (!canSend())
    throw new AppError(
      "CONFLICT",
      "This server sends no mail (SMTP_URL is not set). Make a link, and send it to them however you like.",
      { field: "to" },
    );
  const keys = mailed.map(({ address }) => addressKey(address));
  const taken = await tx
    .select({ key: addresses.addressKey })
    .from(addresses)
    .where(inArray(addresses.addressKey, keys));
  const known = mailed.find(({ address }) => taken.some(({ key }) => key === addressKey(address)));
  if (known)
    throw new AppError("CONFLICT", `${known.address} belongs to a member already. Nobody was invited yet.`, {
      field: `to.${known.index}.address`,
    });
}

/**
 * Withdraws an invitation: nobody comes by it any more. Twice is once. Every owner and admin may: stopping needs less
 * than granting.
 * @throws AppError FORBIDDEN unless owner or admin, NOT_FOUND when there is none.
 */
export async function revokeInvitation(tx: Tx, actor: Actor, id: string): Promise<void> {
  accessInvitations(actor);
  const [row] = await tx.select({ revokedAt: invitations.revokedAt }).from(invitations).where(eq(invitations.id, id));
  if (!row) throw notFound("invitation");
  // Whom it was mailed to is nobody's business any more.
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: now(), address: null })
    .where(and(eq(invitations.id, id), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  if (revoked.length === 0) return;
  await audit(tx, actor, { action: "invitation.revoked", subject: { kind: "invitation", id } });
  await tellInviters(tx, actor);
}

/** Lets the pages of owners and admins learn that there is something new. */
export async function tellInviters(tx: Tx, actor: { id: string } | null): Promise<void> {
  await emit(tx, invitationChanged({ memberIds: await inviters(tx) }), actor);
}
