import { and, asc, count, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { active, holds, visibleMembers } from "@/features/members";
import type { MemberLine } from "@/features/members/contract";
import type { Actor } from "@/kernel/actor";
import { nameCursor, type Page, readNameCursor } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { channelDefaults, channelMembers, channels, members, readStates, threads } from "@/platform/db/schema";
import type { ChannelAbout, ChannelPage, ChannelView, ListInput, PeopleInput } from "./contract";
import { BEFORE_CHANNELS } from "./conversations";
import {
  accessChannel,
  type Channel,
  channelVisibility,
  may,
  memberSeesChannel,
  type Viewer,
  visibleChannels,
} from "./policy";

/** How many of a channel's most recently active threads decide whether it holds something unread. */
const RECENT = 50;

const view = {
  id: channels.id,
  name: channels.name,
  purpose: channels.purpose,
  visibility: channelVisibility,
  level: channelMembers.level,
  archivedAt: channels.archivedAt,
};

const mine = (viewer: Viewer) => and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, viewer.id));

/** Whether one of the channel's recent threads has posts beyond those that a member who joined has read. */
const holdsUnread = (viewer: Viewer) =>
  sql<number>`case
  when ${channelMembers.memberId} is null or ${channelMembers.level} = 'muted' then 0
  when exists (
    select 1 from (
      select ${threads.id} as id, ${threads.lastNumber} as last, ${threads.lastPostAt} as at
      from ${threads} where ${threads.channelId} = ${channels.id}
      order by ${threads.lastPostAt} desc, ${threads.id} desc limit ${RECENT}
    ) recent
    left join ${readStates} on ${readStates.threadId} = recent.id and ${readStates.memberId} = ${viewer.id}
    where case when ${readStates.readCount} is null then recent.at >= ${channelMembers.joinedAt}
      else recent.last > ${readStates.readCount} end
  ) then 1 else 0 end`.mapWith(Number);

/** One page of the channels that a member sees, by name. One statement. */
export async function listChannels(
  read: Read,
  viewer: Viewer,
  { joined, archived, text, cursor, limit }: ListInput,
): Promise<ChannelPage> {
  const after = cursor ? readNameCursor(cursor) : undefined;
  const rows = await read
    .select({
      ...view,
      sectionId: channelMembers.sectionId,
      position: channelMembers.position,
      nameKey: channels.nameKey,
      unread: holdsUnread(viewer),
    })
    .from(channels)
    .leftJoin(channelMembers, mine(viewer))
    .where(
      and(
        visibleChannels(viewer),
        (archived ? isNotNull : isNull)(channels.archivedAt),
        text ? holds(channels.nameKey, text) : undefined,
        // Conversations lie before the channels in their index.
        gt(channels.nameKey, BEFORE_CHANNELS),
        joined === undefined ? undefined : (joined ? isNotNull : isNull)(channelMembers.memberId),
        after &&
          or(gt(channels.nameKey, after.nameKey), and(eq(channels.nameKey, after.nameKey), gt(channels.id, after.id))),
      ),
    )
    .orderBy(asc(channels.nameKey), asc(channels.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ nameKey: _, unread, archivedAt, position, ...row }) => ({
      ...row,
      joined: row.level !== null,
      archived: archivedAt !== null,
      unread: unread === 1,
      position: position ?? 0,
    })),
    next: last ? nameCursor(last) : null,
  };
}

/** A channel as a member sees it. @throws AppError NOT_FOUND */
export const getChannel = async (read: Read, viewer: Viewer, channelId: string): Promise<ChannelView> =>
  viewOf(viewer, await accessChannel(read, viewer, channelId, "read"));

/** What a viewer is shown of a channel that they see. */
function viewOf(viewer: Viewer, channel: Channel): ChannelView {
  const { id, name, purpose, visibility, joined, level, archivedAt } = channel;
  return {
    ...{ id, name, purpose, visibility, joined, level, archived: archivedAt !== null },
    mayChange: may(viewer, "change", channel),
    mayGovern: may(viewer, "govern", channel),
  };
}

const face = { id: members.id, name: members.name, pictureId: members.pictureId };

/** What stands about a channel beside its name. Four statements. @throws AppError NOT_FOUND */
export async function aboutChannel(read: Read, actor: Actor, channelId: string): Promise<ChannelAbout> {
  const channel = await accessChannel(read, actor, channelId, "read");
  const [maker] = await read
    .select(face)
    .from(members)
    .where(and(eq(members.id, channel.makerId), visibleMembers(read, actor)));
  const people = read
    .select({ count: count() })
    .from(channelMembers)
    .innerJoin(members, eq(members.id, channelMembers.memberId))
    .where(and(eq(channelMembers.channelId, channelId), active()));
  const [counts] = await read
    .select({
      members: sql<number>`(${people})`.mapWith(Number),
      threads: read.$count(threads, eq(threads.channelId, channelId)),
    })
    .from(channels)
    .where(eq(channels.id, channelId));
  const defaults = await read
    .select(face)
    .from(channelDefaults)
    .innerJoin(members, eq(members.id, channelDefaults.memberId))
    .innerJoin(channels, eq(channels.id, channelDefaults.channelId))
    .where(and(eq(channelDefaults.channelId, channelId), active(), memberSeesChannel(), visibleMembers(read, actor)))
    .orderBy(asc(members.nameKey), asc(members.id));
  const { members: inside = 0, threads: begun = 0 } = counts ?? {};
  return { maker: maker ?? null, createdAt: channel.createdAt, members: inside, threads: begun, defaults };
}

/**
 * One page of the people of a channel, by name, of those whose name or handle holds a text. Two statements, the second in
 * the order of the index on names: in a channel of few it passes over the names of the others.
 * @throws AppError NOT_FOUND
 */
export async function listPeople(read: Read, actor: Actor, input: PeopleInput): Promise<Page<MemberLine>> {
  const channel = await accessChannel(read, actor, input.channelId, "read");
  const { text, cursor, limit } = input;
  const after = cursor ? readNameCursor(cursor) : undefined;
  const rows = await read
    .select({ ...face, handle: members.handle, zone: members.zone, role: members.role, nameKey: members.nameKey })
    .from(members)
    .where(
      and(
        active(),
        sql`exists (select 1 from ${channelMembers} where ${channelMembers.channelId} = ${channel.id} and ${channelMembers.memberId} = ${members.id})`,
        text ? or(holds(members.nameKey, text), holds(members.handleKey, text)) : undefined,
        after &&
          or(gt(members.nameKey, after.nameKey), and(eq(members.nameKey, after.nameKey), gt(members.id, after.id))),
      ),
    )
    .orderBy(asc(members.nameKey), asc(members.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ nameKey: _, ...member }) => member),
    next: last ? nameCursor(last) : null,
  };
}
