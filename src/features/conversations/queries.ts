import { and, asc, desc, eq, inArray, lt, or } from "drizzle-orm";
import { conversationNames, firstNumber, type Viewer } from "@/features/channels";
import { memberSummaries } from "@/features/members";
import { excerptOf, lead, readerFor } from "@/features/posts";
import { readCount, ties } from "@/features/threads";
import { now } from "@/kernel/clock";
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
import type { ConversationPage, ConversationView, ListInput } from "./contract";
import { accessConversation } from "./policy";

/**
 * A page of a member's conversations, those with the newest message first. Three statements, and those of `readerFor`.
 * The first looks at all conversations of the member, and at no message: the order lies in no index of theirs.
 */
export async function listConversations(read: Read, viewer: Viewer, input: ListInput): Promise<ConversationPage> {
  const after = input.cursor ? decodeInstantCursor(input.cursor) : undefined;
  const found = await read
    .select({ id: threads.id, key: threads.lastPostAt })
    .from(channelMembers)
    .innerJoin(channels, and(eq(channels.id, channelMembers.channelId), eq(channels.visibility, "conversation")))
    .innerJoin(threads, eq(threads.channelId, channels.id))
    .where(
      and(
        eq(channelMembers.memberId, viewer.id),
        after &&
          or(lt(threads.lastPostAt, after.key), and(eq(threads.lastPostAt, after.key), lt(threads.id, after.id))),
      ),
    )
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(input.limit + 1);
  const { items, next } = pageOf(found, input.limit, (row) => row);
  return {
    items: await linesOf(
      read,
      viewer,
      items.map(({ id }) => id),
    ),
    next,
  };
}

async function linesOf(read: Read, viewer: Viewer, threadIds: string[]): Promise<ConversationPage["items"]> {
  if (threadIds.length === 0) return [];
  const tie = ties(viewer);
  const rows = await read
    .select({
      threadId: threads.id,
      channelId: threads.channelId,
      lastPostAt: threads.lastPostAt,
      number: threads.lastNumber,
      first: firstNumber(viewer.id),
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      lead,
      readCount,
      follow: { state: follows.state, until: follows.until },
    })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.number, threads.lastNumber)))
    .innerJoin(members, eq(members.id, posts.authorId))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .leftJoin(inboxEntries, tie.inbox)
    .leftJoin(follows, and(eq(follows.threadId, threads.id), eq(follows.memberId, viewer.id)))
    .where(inArray(threads.id, threadIds))
    .orderBy(desc(threads.lastPostAt), desc(threads.id));
  const names = await conversationNames(
    read,
    viewer,
    rows.map(({ channelId }) => channelId),
  );
  const shown = rows.filter(({ number, first }) => number >= first);
  const reader = await readerFor(
    read,
    viewer,
    shown.map((row) => row.lead),
  );
  return rows.map(({ threadId, channelId, lastPostAt, number, first, author, follow, ...row }) => ({
    ...{ threadId, channelId, lastPostAt, ...names(channelId) },
    last: number >= first ? { author, excerpt: excerptOf(row.lead, reader) } : null,
    unread: Math.max(0, number - Math.max(row.readCount, first - 1)),
    muted: follow?.state === "muted" && (follow.until === null || follow.until > now()),
  }));
}

/** A conversation and who is in it. Four statements. @throws AppError NOT_FOUND */
export async function getConversation(read: Read, viewer: Viewer, threadId: string): Promise<ConversationView> {
  const { channelId, pair } = await accessConversation(read, viewer, threadId, "read");
  const rows = await read
    .select({
      person: { ...{ id: members.id, name: members.name, pictureId: members.pictureId }, handle: members.handle },
      ...{ zone: members.zone, deactivatedAt: members.deactivatedAt },
      tie: channelMembers,
    })
    .from(channelMembers)
    .innerJoin(members, eq(members.id, channelMembers.memberId))
    .where(eq(channelMembers.channelId, channelId))
    .orderBy(asc(members.nameKey), asc(members.id));
  const names = await conversationNames(read, viewer, [channelId]);
  const adders = await memberSummaries(
    read,
    rows.flatMap(({ tie }) => tie.addedById ?? []),
  );
  return {
    ...{ threadId, channelId, pair, title: names(channelId).title },
    people: rows.map(({ person, zone, deactivatedAt, tie }) => {
      const by = adders.get(tie.addedById ?? "");
      const history = tie.historyFrom === null ? "all" : "from_now";
      return {
        ...person,
        zone,
        active: deactivatedAt === null,
        added: by && by.id !== person.id ? { by, at: tie.joinedAt, history } : null,
      };
    }),
  };
}
