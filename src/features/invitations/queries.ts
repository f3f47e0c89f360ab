import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { visibleChannels } from "@/features/channels";
import { memberSummaries } from "@/features/members";
import { joinDomainsOf, workspaceOf } from "@/features/settings";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { decodeInstantCursor, type Page, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { channels, invitationChannels, invitations, members } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import type { InvitationLine, JoinView } from "./contract";
import { accessInvitations, inviting, leftOf, mayGrant } from "./policy";
import { standingOf } from "./standing";
import { invitationToken } from "./tokens";

/** What is open at this moment, as far as the invitation and its maker's role say. */
const open = () =>
  and(
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now()),
    or(isNull(invitations.maxUses), lt(invitations.uses, invitations.maxUses)),
    isNull(members.deactivatedAt),
    inArray(members.role, inviting),
  );

/**
 * One page of the open invitations, newest first. Two statements.
 * @throws AppError FORBIDDEN unless owner or admin
 */
export async function listInvitations(
  read: Read,
  actor: Actor,
  { cursor, limit }: { cursor?: string | null; limit: number },
): Promise<Page<InvitationLine>> {
  const reader = accessInvitations(actor);
  const after = cursor ? decodeInstantCursor(cursor) : undefined;
  const rows = await read
    .select({ invitation: invitations, maker: { id: members.id, name: members.name, role: members.role } })
    .from(invitations)
    .innerJoin(members, eq(members.id, invitations.makerId))
    .where(
      and(
        open(),
        after &&
          or(
            lt(invitations.createdAt, after.key),
            and(eq(invitations.createdAt, after.key), lt(invitations.id, after.id)),
          ),
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ invitation }) => ({ key: invitation.createdAt, id: invitation.id }));
  const lets = await channelsOf(
    read,
    reader,
    page.items.map(({ invitation }) => invitation.id),
  );

  const items = page.items.map(({ invitation, maker }): InvitationLine => {
    const { id, address, uses, maxUses, createdAt, expiresAt } = invitation;
    const into = lets.filter(({ invitationId }) => invitationId === id);
    const role = leftOf(maker.role, invitation.role) ?? invitation.role;
    const isTheirs = mayGrant(reader.role, role) && into.every(({ isVisible }) => isVisible);
    return {
      ...{ id, role, address, uses, maxUses, createdAt, expiresAt },
      token: isTheirs ? invitationToken(id) : null,
      maker: { id: maker.id, name: maker.name },
      channels: into.flatMap(({ isVisible, channel }) => (isVisible ? [channel] : [])),
    };
  });
  return { items, next: page.next };
}

/** The channels of invitations, and whether a reader sees each. One statement. */
async function channelsOf(read: Read, reader: Actor, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await read
    .select({
      invitationId: invitationChannels.invitationId,
      channel: { id: channels.id, name: channels.name },
      isVisible: sql<number>`case when ${visibleChannels(reader)} then 1 else 0 end`.mapWith(Number),
    })
    .from(invitationChannels)
    .innerJoin(channels, eq(channels.id, invitationChannels.channelId))
    .where(inArray(invitationChannels.invitationId, [...ids]))
    .orderBy(channels.nameKey);
  return rows.map((row) => ({ ...row, isVisible: row.isVisible === 1 }));
}

/** What a link to join is good for, with who invites to which team. Looking spends nothing. */
export async function lookAtJoin(read: Read, link: string): Promise<JoinView> {
  const { state, invitation, maker, isProven } = await standingOf(read, link);
  if (state !== "open" || !invitation || !maker) return { state, team: null, by: null, address: null };
  const [team, makers] = await Promise.all([workspaceOf(read), memberSummaries(read, [maker.id])]);
  return {
    state,
    team: team?.name ?? null,
    by: makers.get(maker.id)?.name ?? null,
    address: isProven ? invitation.address : null,
  };
}

/** The people of which mail domains may join by themselves. @throws AppError FORBIDDEN unless owner or admin */
export async function readDomains(read: Read, actor: Actor): Promise<{ domains: string[]; mail: boolean }> {
  accessInvitations(actor);
  return { domains: await joinDomainsOf(read), mail: canSend() };
}
