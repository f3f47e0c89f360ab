import { and, eq, inArray, isNull } from "drizzle-orm";
import { hashToken } from "@/features/auth";
import type { LinkState } from "@/features/auth/contract";
import { type Viewer, visibleChannels } from "@/features/channels";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channels, invitationChannels, invitations, invitationUses, members } from "@/platform/db/schema";
import type { InvitedRole } from "./contract";
import { inviting, leftOf } from "./policy";
import { readLink } from "./tokens";

const words: Record<Exclude<LinkState, "open">, string> = {
  unknown: "This link is not one of ours, or only a part of it was copied. Ask for it again.",
  spent: "This link was used already, as often as it works. If that was you, sign in.",
  expired: "This link is too old. Ask for a new one.",
  revoked: "This link was withdrawn. Ask for a new one.",
};

type Invitation = typeof invitations.$inferSelect;

/** What an invitation makes of somebody: the part of it that its maker may still grant. */
type Grant = { role: InvitedRole; channelIds: string[] };

/**
 * What an invitation is good for at this moment. `grant` is there while it is open; `isProven`: the link is the one that
 * was mailed.
 */
export type Standing = {
  state: LinkState;
  invitation?: Invitation;
  maker?: { id: string; locale: string };
  grant?: Grant;
  isProven: boolean;
};

/** What the link of an invitation is good for now. Looking spends nothing. Two statements at most. */
export async function standingOf(read: Read, link: string): Promise<Standing> {
  const { token, isProofOf } = readLink(link);
  const standing = await stand(read, eq(invitations.tokenHash, hashToken(token)));
  return { ...standing, isProven: standing.invitation !== undefined && isProofOf(standing.invitation.id) };
}

/** The same of an invitation by its id. */
export const standingById = (read: Read, id: string): Promise<Omit<Standing, "isProven">> =>
  stand(read, eq(invitations.id, id));

async function stand(read: Read, which: ReturnType<typeof eq>): Promise<Omit<Standing, "isProven">> {
  const maker = { id: members.id, locale: members.locale, role: members.role };
  const [row] = await read
    .select({ invitation: invitations, maker: { ...maker, deactivatedAt: members.deactivatedAt } })
    .from(invitations)
    .innerJoin(members, eq(members.id, invitations.makerId))
    .where(which);
  if (!row) return { state: "unknown" };
  const { invitation } = row;
  if (invitation.maxUses !== null && invitation.uses >= invitation.maxUses) return { state: "spent", ...row };
  if (invitation.revokedAt !== null || row.maker.deactivatedAt !== null) return { state: "revoked", ...row };
  if (invitation.expiresAt <= now()) return { state: "expired", ...row };
  const grant = await grantOf(read, invitation, row.maker);
  return grant ? { state: "open", ...row, grant } : { state: "revoked", ...row };
}

/** What its maker may still grant of an invitation, or null when that is nothing. */
async function grantOf(read: Read, { id, role }: Invitation, maker: Viewer): Promise<Grant | null> {
  const left = leftOf(maker.role, role);
  if (left === null) return null;
  const rows = await read
    .select({ id: channels.id })
    .from(invitationChannels)
    .innerJoin(channels, eq(channels.id, invitationChannels.channelId))
    .where(and(eq(invitationChannels.invitationId, id), visibleChannels(maker)));
  // A guest without a channel would be a member of nothing.
  if (left === "guest" && rows.length === 0) return null;
  return { role: left, channelIds: rows.map((row) => row.id) };
}

/** @throws AppError NOT_FOUND or GONE, saying why the link opens nothing, with `data.link`. */
export function refuseDead(state: LinkState): void {
  if (state === "open") return;
  throw new AppError(state === "unknown" ? "NOT_FOUND" : "GONE", words[state], { link: state });
}

/** Whether this member came by this very invitation before: then the same call is the same answer. */
export async function cameBy(read: Read, invitationId: string | undefined, memberId: string): Promise<boolean> {
  if (invitationId === undefined) return false;
  const [use] = await read
    .select({ id: invitationUses.memberId })
    .from(invitationUses)
    .where(and(eq(invitationUses.memberId, memberId), eq(invitationUses.invitationId, invitationId)));
  return use !== undefined;
}

/** Owners and admins who were not deactivated: who hears that invitations changed. */
export async function inviters(read: Read): Promise<string[]> {
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .where(and(inArray(members.role, inviting), isNull(members.deactivatedAt)));
  return rows.map(({ id }) => id);
}
