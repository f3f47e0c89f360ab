import { aliasedTable, and, asc, eq, ne, sql } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channelMembers, channels, groupMembers, groups, members, pictures, workspace } from "@/platform/db/schema";
import type { MemberView } from "./contract";
import { visibleGroups, visibleMembers } from "./policy";

/** How many groups and channels a member's page names. */
const NAMED = 100;

/**
 * A member as another sees them, deactivated ones too: their posts lead here. Three statements.
 * @throws AppError NOT_FOUND for whom the actor may not know of.
 */
export async function getMember(read: Read, actor: Actor, memberId: string): Promise<MemberView> {
  const [row] = await read
    .select({ member: members, team: workspace.hours })
    .from(members)
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(and(eq(members.id, memberId), visibleMembers(read, actor)));
  if (!row) throw notFound("member");

  const theirGroups = await read
    .select({ id: groups.id, name: groups.name, handle: groups.handle })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(and(eq(groupMembers.memberId, memberId), visibleGroups(read, actor)))
    .orderBy(asc(groups.nameKey), asc(groups.id))
    .limit(NAMED);
  // Whoever is in a channel sees it: what both are in holds no secret for either.
  const mine = aliasedTable(channelMembers, "mine");
  const shared = await read
    .select({ id: channels.id, name: channels.name, visibility: sql<"public" | "private">`${channels.visibility}` })
    .from(channelMembers)
    .innerJoin(mine, and(eq(mine.channelId, channelMembers.channelId), eq(mine.memberId, actor.id)))
    .innerJoin(channels, eq(channels.id, channelMembers.channelId))
    .where(and(eq(channelMembers.memberId, memberId), ne(channels.visibility, "conversation")))
    .orderBy(asc(channels.nameKey), asc(channels.id))
    .limit(NAMED);

  const { id, name, handle, zone, pictureId, role, pronouns, languages, hours, deactivatedAt } = row.member;
  return {
    ...{ id, name, handle, zone, pictureId, role },
    pronouns: pronouns ?? "",
    languages: languages ?? [],
    hours: hours ?? row.team,
    active: deactivatedAt === null,
    groups: theirGroups,
    channels: shared,
  };
}

/** The picture of a member, as base64 of WebP. One statement. @throws AppError NOT_FOUND also for one that was replaced. */
export async function readPicture(read: Read, actor: Actor, memberId: string, pictureId: string): Promise<string> {
  const [row] = await read
    .select({ data: pictures.data })
    .from(pictures)
    .innerJoin(members, eq(members.id, pictures.memberId))
    .where(and(eq(pictures.memberId, memberId), eq(pictures.id, pictureId), visibleMembers(read, actor)));
  if (!row) throw notFound("picture");
  return row.data;
}
