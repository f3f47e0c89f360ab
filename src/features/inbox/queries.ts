import { and, count, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import { type Viewer, visiblePlaces } from "@/features/channels";
import { excerptOf, lead, readerFor } from "@/features/posts";
import { readCount, ties } from "@/features/threads";
import { decodeInstantCursor, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { channelMembers, channels, inboxEntries, members, posts, readStates, threads } from "@/platform/db/schema";
import { COUNT_LIMIT, type Counts, type EntryLine, type EntryPage, type ListInput } from "./contract";

const isUnread = and(eq(inboxEntries.unread, true), gt(threads.lastNumber, readCount));

/** A member's entries of one kind, for threads that they see now. */
const wanted = (viewer: Viewer, filter: ListInput["filter"]) =>
  and(
    eq(inboxEntries.memberId, viewer.id),
    eq(inboxEntries.done, filter === "done"),
    filter === "unread" ? isUnread : undefined,
    visiblePlaces(viewer),
  );

/** One page of a member's inbox, the newest first. One statement, and those of `readerFor`. */
export async function listEntries(
  read: Read,
  viewer: Viewer,
  { filter, cursor, limit }: ListInput,
): Promise<EntryPage> {
  const after = cursor ? decodeInstantCursor(cursor) : undefined;
  const tie = ties(viewer);
  const rows = await read
    .select({
      threadId: threads.id,
      title: threads.title,
      channel: { id: channels.id, name: channels.name },
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      lead,
      postId: inboxEntries.postId,
      postNumber: inboxEntries.postNumber,
      reason: inboxEntries.reason,
      unread: inboxEntries.unread,
      done: inboxEntries.done,
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
        wanted(viewer, filter),
        after &&
          or(lt(inboxEntries.at, after.key), and(eq(inboxEntries.at, after.key), lt(inboxEntries.threadId, after.id))),
      ),
    )
    .orderBy(desc(inboxEntries.at), desc(inboxEntries.threadId))
    .limit(limit + 1);

  const { items, next } = pageOf(rows, limit, (row) => ({ key: row.at, id: row.threadId }));
  const reader = await readerFor(
    read,
    viewer,
    items.map((row) => row.lead),
  );
  return {
    items: items.map(({ lead: start, readCount: known, ...row }) => ({
      ...row,
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
    .where(wanted(viewer, filter))
    .limit(COUNT_LIMIT)
    .as("few");
  const [row] = await read.select({ count: count() }).from(few);
  return row?.count ?? 0;
}
