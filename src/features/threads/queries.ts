import { aliasedTable, and, desc, eq, gte, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { accessChannel, conversationNames, firstNumber, type Viewer, visiblePlaces } from "@/features/channels";
import { excerptOf, lead, readerFor } from "@/features/posts";
import { now } from "@/kernel/clock";
import { notFound } from "@/kernel/errors";
import { decodeInstantCursor, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import {
  channelMembers,
  channels,
  follows,
  inboxEntries,
  members,
  posts,
  readStates,
  threads,
} from "@/platform/db/schema";
import { type ListInput, PINS_LIMIT, type ThreadHead, type ThreadPage } from "./contract";
import { allowed } from "./policy";
import { readCount, ties } from "./ties";

/** How many people a thread's head names. */
const FACES = 5;

const lastAuthor = aliasedTable(members, "last_author");

/**
 * A page of a channel's threads, those with the newest post first, and with the first page those that are pinned. Two
 * statements, for the first page three, and those of `readerFor`.
 * @throws AppError NOT_FOUND when the viewer cannot see the channel.
 */
export async function listThreads(read: Read, viewer: Viewer, input: ListInput): Promise<ThreadPage> {
  const channel = await accessChannel(read, viewer, input.channelId, "read");
  const after = input.cursor ? decodeInstantCursor(input.cursor) : undefined;
  const here = eq(threads.channelId, channel.id);
  const older =
    after && or(lt(threads.lastPostAt, after.key), and(eq(threads.lastPostAt, after.key), lt(threads.id, after.id)));
  const rows = await linesOf(read, viewer, and(here, isNull(threads.pinnedAt), older))
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(input.limit + 1);
  const pinned = input.cursor
    ? []
    : await linesOf(read, viewer, and(here, isNotNull(threads.pinnedAt)))
        .orderBy(desc(threads.pinnedAt), desc(threads.id))
        .limit(PINS_LIMIT);

  const { items, next } = pageOf(rows, input.limit, (row) => ({ key: row.lastPostAt, id: row.id }));
  const reader = await readerFor(
    read,
    viewer,
    [...pinned, ...items].map((row) => row.lead),
  );
  const line = ({ lead: start, readCount: known, lockedAt, ...row }: (typeof rows)[number]) => ({
    ...row,
    locked: lockedAt !== null,
    excerpt: excerptOf(start, reader),
    unread: row.posts - known,
  });
  return { pinned: pinned.map(line), items: items.map(line), next };
}

/** Threads as lines of their channel, before their references are read. */
const linesOf = (read: Read, viewer: Viewer, where: SQL | undefined) => {
  const tie = ties(viewer);
  return read
    .select({
      id: threads.id,
      title: threads.title,
      state: threads.state,
      lockedAt: threads.lockedAt,
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      lastAuthor: { id: lastAuthor.id, name: lastAuthor.name, pictureId: lastAuthor.pictureId },
      lastPostAt: threads.lastPostAt,
      lead,
      posts: threads.lastNumber,
      readCount,
    })
    .from(threads)
    .innerJoin(members, eq(members.id, threads.authorId))
    .innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.number, threads.lastNumber)))
    .innerJoin(lastAuthor, eq(lastAuthor.id, posts.authorId))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .leftJoin(inboxEntries, tie.inbox)
    .where(where)
    .$dynamic();
};

/** The head of a thread as the viewer sees it; a conversation is called by its people. Two statements, or three. @throws AppError NOT_FOUND */
export async function getThread(read: Read, viewer: Viewer, id: string): Promise<ThreadHead> {
  const tie = ties(viewer);
  const [row] = await read
    .select({
      thread: threads,
      channel: { id: channels.id, name: channels.name, visibility: channels.visibility },
      archivedAt: channels.archivedAt,
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      follow: { state: follows.state, until: follows.until },
      ranges: readStates.ranges,
      readCount,
      firstNumber: firstNumber(viewer.id),
      inbox: { unread: inboxEntries.unread, done: inboxEntries.done },
    })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .innerJoin(members, eq(members.id, threads.authorId))
    .leftJoin(follows, and(eq(follows.threadId, threads.id), eq(follows.memberId, viewer.id)))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .leftJoin(inboxEntries, tie.inbox)
    .where(and(eq(threads.id, id), visiblePlaces(viewer)));
  if (!row) throw notFound("thread");

  const writers = await read
    .select({
      ...{ id: members.id, name: members.name, pictureId: members.pictureId },
      count: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.threadId, id), gte(posts.number, row.firstNumber)))
    .groupBy(members.id, members.name, members.pictureId)
    .orderBy(sql`min(${posts.number})`)
    .limit(FACES);

  const { state, createdAt, lastPostAt, lastNumber } = row.thread;
  const { author, ranges, inbox, follow } = row;
  const channel = { ...row.channel, archived: row.archivedAt !== null };
  const known = row.readCount;
  const isDirect = channel.visibility === "conversation";
  const title = isDirect ? (await conversationNames(read, viewer, [channel.id]))(channel.id).title : row.thread.title;
  return {
    ...{ id, title, state, channel, author, createdAt, lastPostAt, lastNumber, firstNumber: row.firstNumber },
    locked: row.thread.lockedAt !== null,
    pinned: row.thread.pinnedAt !== null,
    may: allowed(viewer, row.thread, channel.visibility),
    people: {
      first: writers.map(({ id, name, pictureId }) => ({ id, name, pictureId })),
      count: writers[0]?.count ?? 0,
    },
    follow: follow && followNow(follow),
    read: ranges ?? (known > 0 ? [[1, known]] : []),
    inbox: inbox && { unread: inbox.unread && lastNumber > known, done: inbox.done },
  };
}

/** A mute that has ended leaves the thread followed. */
const followNow = (follow: NonNullable<ThreadHead["follow"]>): ThreadHead["follow"] =>
  follow.until !== null && follow.until <= now() ? { state: "following", until: null } : follow;
