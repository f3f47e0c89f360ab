import { and, asc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { memberSeesChannel } from "@/features/channels";
import { postAdded, postEdited } from "@/features/posts/contract";
import { calendarOf } from "@/features/settings";
import { threadStarted } from "@/features/threads/contract";
import { refsIn } from "@/kernel/refs";
import type { Read } from "@/platform/db";
import {
  channelMembers,
  channels,
  digestPlans,
  events,
  type FollowState,
  follows,
  groupMembers,
  members,
  posts,
  threads,
  workspace,
} from "@/platform/db/schema";
import type { MemberState, NamedReason } from "./contract";

/** What is to be told, as its rows stand now. */
export type Telling = {
  eventId: number;
  actorId: string | null;
  startsThread: boolean;
  /** Told to the people of a conversation. */
  direct: boolean;
  /** Whom an edit names anew: nobody else hears of it. */
  isEdit: boolean;
  threadId: string;
  channelId: string;
  post: { id: string; number: number; at: number };
  mentionedIds: string[];
  groupIds: string[];
  /** Who wrote the post that this one answers. */
  repliedId: string | null;
};

/** Reads what an event tells of, or null when its post is gone. Two statements. */
export async function readTelling(read: Read, eventId: number): Promise<Telling | null> {
  const [event] = await read.select().from(events).where(eq(events.id, eventId));
  if (!event) return null;
  const startsThread = event.kind === threadStarted.kind;
  const isEdit = event.kind === postEdited.kind;
  const payload = isEdit
    ? addedBy(event.payload)
    : (startsThread ? threadStarted : postAdded).payload.parse(event.payload);
  const parents = read.select({ id: posts.parentId }).from(posts).where(eq(posts.id, payload.postId));
  const rows = await read
    .select({
      id: posts.id,
      number: posts.number,
      at: posts.createdAt,
      authorId: posts.authorId,
      threadId: posts.threadId,
      channelId: threads.channelId,
      visibility: channels.visibility,
      deletedAt: posts.deletedAt,
      html: posts.html,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(or(eq(posts.id, payload.postId), inArray(posts.id, parents)));
  const post = rows.find(({ id }) => id === payload.postId);
  if (!post || post.deletedAt !== null) return null;
  // An edit may have taken a name out since.
  const names = refsIn(post.html);
  return {
    eventId,
    actorId: event.actorId,
    ...{ startsThread, isEdit },
    direct: post.visibility === "conversation",
    threadId: post.threadId,
    channelId: post.channelId,
    post: { id: post.id, number: post.number, at: post.at },
    mentionedIds: payload.mentionedIds.filter((id) => names.memberIds.includes(id)),
    groupIds: payload.groupIds.filter((id) => names.groupIds.includes(id)),
    repliedId: isEdit ? null : (rows.find(({ id }) => id !== post.id)?.authorId ?? null),
  };
}

/** Whom an edit named that the post did not name before. */
function addedBy(said: unknown) {
  const { postId, addedIds, addedGroupIds } = postEdited.payload.parse(said);
  return { postId, mentionedIds: addedIds, groupIds: addedGroupIds };
}

/**
 * The next members after `cursor`, in order of their ids, whom this may concern: those in the channel whose level asks
 * for it, everybody in a conversation, those who follow, those whom the post names, and the people of groups that it names. Two statements, and a third
 * when it names groups, none of which reads more than `limit` rows.
 */
export async function nextConcerned(read: Read, of: Telling, cursor: string, limit: number): Promise<string[]> {
  const named = [...of.mentionedIds, ...(of.repliedId ? [of.repliedId] : [])].filter((id) => id > cursor);
  const others = of.isEdit ? [] : await nextStanding(read, of, cursor, limit);
  const inGroups = await nextInGroups(read, of, cursor, limit);
  return [...new Set([...named, ...others, ...inGroups])].sort().slice(0, limit);
}

/** Those who hear of a post by what they want of its channel or thread. */
async function nextStanding(read: Read, of: Telling, cursor: string, limit: number): Promise<string[]> {
  const levels = of.startsThread ? (["everything", "threads"] as const) : (["everything"] as const);
  const byChannel = await read
    .select({ id: channelMembers.memberId })
    .from(channelMembers)
    .where(
      and(
        eq(channelMembers.channelId, of.channelId),
        gt(channelMembers.memberId, cursor),
        of.direct ? undefined : inArray(channelMembers.level, levels),
      ),
    )
    .orderBy(asc(channelMembers.memberId))
    .limit(limit);
  const byThread = await read
    .select({ id: follows.memberId })
    .from(follows)
    .where(and(eq(follows.threadId, of.threadId), gt(follows.memberId, cursor)))
    .orderBy(asc(follows.memberId))
    .limit(limit);
  return [...byChannel, ...byThread].map(({ id }) => id);
}

async function nextInGroups(read: Read, { groupIds }: Telling, cursor: string, limit: number): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const rows = await read
    .selectDistinct({ id: groupMembers.memberId })
    .from(groupMembers)
    .where(and(inArray(groupMembers.groupId, groupIds), gt(groupMembers.memberId, cursor)))
    .orderBy(asc(groupMembers.memberId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export type Concerned = MemberState & { id: string; reasons: NamedReason[] };

/**
 * What `route` asks about each of these members, of whom only those are given who may see the post now. One statement,
 * and another when the post names groups.
 */
export async function stateOf(read: Read, of: Telling, memberIds: readonly string[]): Promise<Concerned[]> {
  const rows = await read
    .select({
      id: members.id,
      zone: members.zone,
      hours: members.hours,
      team: workspace.hours,
      level: channelMembers.level,
      follow: follows.state,
      muteUntil: follows.until,
      since: follows.since,
      when: digestPlans.when,
    })
    .from(members)
    .innerJoin(channels, eq(channels.id, of.channelId))
    .innerJoin(workspace, eq(workspace.id, 1))
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, members.id)))
    .leftJoin(follows, and(eq(follows.threadId, of.threadId), eq(follows.memberId, members.id)))
    .leftJoin(digestPlans, eq(digestPlans.memberId, members.id))
    .where(
      and(
        inArray(members.id, [...memberIds]),
        isNull(members.deactivatedAt),
        memberSeesChannel(),
        or(isNull(channelMembers.historyFrom), lte(channelMembers.historyFrom, of.post.number)),
      ),
    )
    .orderBy(asc(members.id));
  const mentioned = new Set(of.mentionedIds);
  const called = await calledByGroup(read, of, memberIds);
  return rows.map((row) => ({
    id: row.id,
    reasons: [
      ...(mentioned.has(row.id) ? (["mentioned"] as const) : []),
      ...(of.direct ? (["direct"] as const) : []),
      ...(of.repliedId === row.id ? (["replied"] as const) : []),
      ...(called.has(row.id) ? (["group"] as const) : []),
    ],
    follow: followOf(row, of.post.number),
    // A conversation has no level.
    level: of.direct ? null : row.level,
    preferences: { off: {}, digest: row.when ?? "working_days" },
    calendar: calendarOf(row, { hours: row.team }),
  }));
}

/** A follow holds for what was written after it began; what was turned off is off for all that is still to be told. */
function followOf(
  { follow, muteUntil, since }: { follow: FollowState | null; muteUntil: number | null; since: number | null },
  number: number,
): MemberState["follow"] {
  if (!follow || (follow === "following" && number <= (since ?? 0))) return null;
  return { state: follow, until: muteUntil };
}

/** Those of these members who are in a group that the post names. */
async function calledByGroup(read: Read, { groupIds }: Telling, memberIds: readonly string[]): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await read
    .selectDistinct({ id: groupMembers.memberId })
    .from(groupMembers)
    .where(and(inArray(groupMembers.groupId, groupIds), inArray(groupMembers.memberId, [...memberIds])));
  return new Set(rows.map(({ id }) => id));
}
