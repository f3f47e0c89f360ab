import { and, eq, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "@/platform/db";
import { channelMembers, channels, groupMembers, members, posts, threads } from "@/platform/db/schema";
import type { LoggedEvent } from "@/platform/events";
import { memberSeesChannel } from "./policy";

type Subject = {
  threadId?: string;
  postId?: string;
  channelId?: string;
  groupId?: string;
  memberId?: string;
  memberIds?: string[];
};

/**
 * Of these members, those who may be told of an event as things stand now, in one statement. What is about a thread or
 * a channel reaches those who see it, through the thread's present channel, and what is about a post those who may read it; what is addressed to members reaches no
 * one else; a member hears of their own joining and leaving in any case. Of what is about a member, guests hear when they
 * share a channel with them, of what is about a group when they are in it, and of nothing else.
 */
export async function seersOf(
  read: Read,
  event: Pick<LoggedEvent, "payload">,
  memberIds: readonly string[],
): Promise<string[]> {
  const { threadId, postId, channelId, groupId, memberId, memberIds: addressed } = event.payload as Subject;
  const asked = addressed ? memberIds.filter((id) => addressed.includes(id)) : [...memberIds];
  if (asked.length === 0) return [];
  const here = and(inArray(members.id, asked), isNull(members.deactivatedAt));
  const self = memberId ? eq(members.id, memberId) : undefined;

  if (threadId === undefined && channelId === undefined) {
    const known = groupId ? isInGroup(groupId) : memberId ? sharesChannel(memberId) : undefined;
    const told = addressed ? undefined : or(ne(members.role, "guest"), self, known);
    const rows = await read.select({ id: members.id }).from(members).where(and(here, told));
    return rows.map(({ id }) => id);
  }
  const about = threadId
    ? eq(channels.id, sql`(select ${threads.channelId} from ${threads} where ${threads.id} = ${threadId})`)
    : eq(channels.id, channelId!);
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .innerJoin(channels, about)
    .where(and(here, or(memberSeesChannel(), self), postId ? not(joinedAfter(postId)) : undefined));
  return rows.map(({ id }) => id);
}

/** Whether a member was let into a conversation later than a post of it. */
const joinedAfter = (postId: string): SQL =>
  sql`exists (select 1 from ${channelMembers} join ${posts} on ${posts.id} = ${postId} where ${channelMembers.channelId} = ${channels.id} and ${channelMembers.memberId} = ${members.id} and ${posts.number} < ${channelMembers.historyFrom})`;

const isInGroup = (groupId: string) =>
  sql`exists (select 1 from ${groupMembers} where ${groupMembers.groupId} = ${groupId} and ${groupMembers.memberId} = ${members.id})`;

const sharesChannel = (memberId: string) =>
  sql`exists (select 1 from ${channelMembers} mine join ${channelMembers} theirs on theirs.channel_id = mine.channel_id where mine.member_id = ${members.id} and theirs.member_id = ${memberId})`;
