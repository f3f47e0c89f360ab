import { and, asc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { nameCursor, readNameCursor } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { channelMembers, channels, readStates, threads } from "@/platform/db/schema";
import type { ChannelPage, ChannelView, ListInput } from "./contract";
import { accessChannel, channelVisibility, type Viewer, visibleChannels } from "./policy";

/** How many of a channel's most recently active threads decide whether it holds something unread. */
const RECENT = 50;

const view = {
  id: channels.id,
  name: channels.name,
  purpose: channels.purpose,
  visibility: channelVisibility,
  level: channelMembers.level,
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
  { joined, cursor, limit }: ListInput,
): Promise<ChannelPage> {
  const after = cursor ? readNameCursor(cursor) : undefined;
  const rows = await read
    .select({ ...view, nameKey: channels.nameKey, unread: holdsUnread(viewer) })
    .from(channels)
    .leftJoin(channelMembers, mine(viewer))
    .where(
      and(
        visibleChannels(viewer),
        joined === undefined ? undefined : (joined ? isNotNull : isNull)(channelMembers.memberId),
        after &&
          or(gt(channels.nameKey, after.nameKey), and(eq(channels.nameKey, after.nameKey), gt(channels.id, after.id))),
      ),
    )
    .orderBy(asc(channels.nameKey), asc(channels.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows
      .slice(0, limit)
      .map(({ nameKey: _, unread, ...row }) => ({ ...row, joined: row.level !== null, unread: unread === 1 })),
    next: last ? nameCursor(last) : null,
  };
}

/** A channel as a member sees it. @throws AppError NOT_FOUND */
export async function getChannel(read: Read, viewer: Viewer, channelId: string): Promise<ChannelView> {
  const { id, name, purpose, visibility, joined, level } = await accessChannel(read, viewer, channelId, "read");
  return { id, name, purpose, visibility, joined, level };
}
