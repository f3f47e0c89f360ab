import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import { conversationNames, firstNumber, type Viewer, visiblePlaces } from "@/features/channels";
import { excerptOf, lead, readerFor } from "@/features/posts";
import { readCount, ties } from "@/features/threads";
import { decodeInstantCursor, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { channelMembers, channels, inboxEntries, members, posts, readStates, threads } from "@/platform/db/schema";
import { COUNT_LIMIT, type Counts, type EntryLine, type EntryPage, type ListInput, toMe } from "./contract";
import { NEVER } from "./snooze";

const isUnread = and(eq(inboxEntries.unread, true), gt(threads.lastNumber, readCount));

/** Literal, or the planner does not see that the partial index matches. */
const sleeps = sql`snoozed_until is not null`;

const kinds = {
  open: and(eq(inboxEntries.done, false), isNull(inboxEntries.snoozedUntil)),
  unread: and(eq(inboxEntries.done, false), isNull(inboxEntries.snoozedUntil), isUnread),
  snoozed: sleeps,
  done: eq(inboxEntries.done, true),
};
const addressed = { me: inArray(inboxEntries.reason, toMe), rest: notInArray(inboxEntries.reason, toMe) };

/** A member's entries of one kind, for threads that they see now. */
const wanted = (viewer: Viewer, { filter, to }: Pick<ListInput, "filter" | "to">) =>
  and(
    eq(inboxEntries.memberId, viewer.id),
    kinds[filter],
    to ? addressed[to] : undefined,
    visiblePlaces(viewer),
    gte(inboxEntries.postNumber, firstNumber(viewer.id)),
  );

/** One page of a member's inbox, the newest first, or the first to wake. One statement, another where there are messages, and those of `readerFor`. */
export async function listEntries(read: Read, viewer: Viewer, input: ListInput): Promise<EntryPage> {
  const { filter, cursor, limit } = input;
  const after = cursor ? decodeInstantCursor(cursor) : undefined;
  const key = filter === "snoozed" ? inboxEntries.snoozedUntil : inboxEntries.at;
  const [beyond, order] = filter === "snoozed" ? [gt, asc] : [lt, desc];
  const tie = ties(viewer);
  const rows = await read
    .select({
      threadId: threads.id,
      title: threads.title,
      channel: { id: channels.id, name: channels.name, visibility: channels.visibility },
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      lead,
      postId: inboxEntries.postId,
      postNumber: inboxEntries.postNumber,
      reason: inboxEntries.reason,
      unread: inboxEntries.unread,
      done: inboxEntries.done,
      snoozedUntil: inboxEntries.snoozedUntil,
      lastNumber: threads.lastNumber,
      readCount,
      at: inboxEntries.at,
    })
    .from(inboxEntries)
    .innerJoin(threads, eq(threads.id, inboxEntries.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .innerJoin(posts, eq(posts.id, inboxEntries.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .where(
      and(
        wanted(viewer, input),
        after && or(beyond(key, after.key), and(eq(key, after.key), beyond(inboxEntries.threadId, after.id))),
      ),
    )
    .orderBy(order(key), order(inboxEntries.threadId))
    .limit(limit + 1);

  const { items, next } = pageOf(rows, limit, (row) => ({
    key: filter === "snoozed" ? row.snoozedUntil! : row.at,
    id: row.threadId,
  }));
  const reader = await readerFor(
    read,
    viewer,
    items.map((row) => row.lead),
  );
  const direct = items.filter(({ channel }) => channel.visibility === "conversation");
  const names = await conversationNames(
    read,
    viewer,
    direct.map(({ channel }) => channel.id),
  );
  return {
    items: items.map(({ lead: start, readCount: known, snoozedUntil, ...row }) => ({
      ...row,
      snoozed: snoozedUntil === null ? null : { until: snoozedUntil === NEVER ? null : snoozedUntil },
      title: row.channel.visibility === "conversation" ? names(row.channel.id).title : row.title,
      reason: row.reason as EntryLine["reason"],
      excerpt: excerptOf(start, reader),
      unread: row.unread && row.lastNumber > known,
      unreadPosts: row.lastNumber - known,
    })),
    next,
  };
}

/** How many entries are open and how many of them unread, each up to `COUNT_LIMIT`. Two statements. */
export async function countEntries(read: Read, viewer: Viewer): Promise<Counts> {
  return { open: await countUp(read, viewer, "open"), unread: await countUp(read, viewer, "unread") };
}

async function countUp(read: Read, viewer: Viewer, filter: "open" | "unread"): Promise<number> {
  const tie = ties(viewer);
  const few = read
    .select({ one: sql<number>`1`.as("one") })
    .from(inboxEntries)
    .innerJoin(threads, eq(threads.id, inboxEntries.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .where(wanted(viewer, { filter }))
    .limit(COUNT_LIMIT)
    .as("few");
  const [row] = await read.select({ count: count() }).from(few);
  return row?.count ?? 0;
}
