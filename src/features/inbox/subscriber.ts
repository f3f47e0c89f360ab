import { and, desc, eq, gt, lte, ne } from "drizzle-orm";
import { channelJoined } from "@/features/channels/contract";
import { conversationJoined } from "@/features/conversations/contract";
import { postAdded } from "@/features/posts/contract";
import { threadStarted } from "@/features/threads/contract";
import { DAY } from "@/kernel/clock";
import { addRange, count } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { channelMembers, channels, inboxEntries, members, posts, readStates, threads } from "@/platform/db/schema";
import { emit, payloadOf, type Subscriber } from "@/platform/events";
import { inboxChanged, threadRead } from "./contract";
import { lockRead, saveRead } from "./read-states";
import { wakeByAnswer } from "./wake";

/** How many threads greet a newcomer, and for how long one is new: channels joined on the first day count. */
const WELCOME = 5;
const NEW = DAY;

/**
 * One's own posts count as read, and writing settles `unread`; an answer wakes who waits for it; a newcomer finds the last threads of their channels; of a
 * conversation what one may not see counts as read.
 */
export const inboxSubscriber: Subscriber = {
  name: "inbox",
  from: "beginning",
  kinds: [threadStarted.kind, postAdded.kind, channelJoined.kind, conversationJoined.kind],
  async handle(tx, event) {
    const post = payloadOf(event, threadStarted) ?? payloadOf(event, postAdded);
    if (post && event.actorId) await settle(tx, event.actorId, post.threadId, post.postId);
    const answer = payloadOf(event, postAdded);
    if (answer) await wakeByAnswer(tx, answer.threadId, event.actorId, event.at);
    const joined = payloadOf(event, channelJoined);
    if (joined) await welcome(tx, joined.memberId, event.at);
    const entered = payloadOf(event, conversationJoined);
    if (entered) await dateHistory(tx, entered);
  },
};

type About = { memberId: string; threadId: string; channelId: string };

async function settle(tx: Tx, memberId: string, threadId: string, postId: string): Promise<void> {
  const [post] = await tx.select({ number: posts.number }).from(posts).where(eq(posts.id, postId));
  if (!post) return;
  const before = await lockRead(tx, memberId, threadId);
  const set = addRange(before, post.number, post.number);
  if (count(set) !== count(before)) {
    await saveRead(tx, memberId, threadId, set);
    await emit(tx, threadRead({ threadId, memberIds: [memberId] }), null);
  }
  // A post after this one may have called already, where the relay was late.
  const settled = await tx
    .update(inboxEntries)
    .set({ unread: false })
    .where(
      and(
        eq(inboxEntries.memberId, memberId),
        eq(inboxEntries.threadId, threadId),
        eq(inboxEntries.unread, true),
        lte(inboxEntries.postNumber, post.number),
      ),
    )
    .returning({ threadId: inboxEntries.threadId });
  if (settled.length > 0) await emit(tx, inboxChanged({ threadId, memberIds: [memberId] }), null);
}

async function dateHistory(tx: Tx, { memberId, threadId, channelId }: About): Promise<void> {
  const [tie] = await tx
    .select({ from: channelMembers.historyFrom })
    .from(channelMembers)
    .where(and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, memberId)));
  if (!tie?.from || tie.from === 1) return;
  const before = await lockRead(tx, memberId, threadId);
  const set = addRange(before, 1, tie.from - 1);
  if (count(set) === count(before)) return;
  await saveRead(tx, memberId, threadId, set);
  await emit(tx, threadRead({ threadId, memberIds: [memberId] }), null);
}

async function welcome(tx: Tx, memberId: string, at: number): Promise<void> {
  const [newcomer] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, memberId), gt(members.createdAt, at - NEW)));
  if (!newcomer) return;
  const latest = await tx
    .select({ threadId: threads.id, postId: posts.id, postNumber: posts.number, at: threads.lastPostAt })
    .from(channelMembers)
    .innerJoin(channels, and(eq(channels.id, channelMembers.channelId), ne(channels.visibility, "conversation")))
    .innerJoin(threads, eq(threads.channelId, channels.id))
    .innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.number, threads.lastNumber)))
    .where(eq(channelMembers.memberId, memberId))
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(WELCOME);
  for (const thread of latest) {
    const entered = await tx
      .insert(inboxEntries)
      .values({ ...thread, memberId, reason: "channel", unread: true, done: false })
      .onConflictDoNothing()
      .returning({ threadId: inboxEntries.threadId });
    if (entered.length === 0) continue;
    // Without a row all that is older than the joining would count as read.
    await tx
      .insert(readStates)
      .values({ memberId, threadId: thread.threadId, ranges: [], readCount: 0 })
      .onConflictDoNothing();
    await emit(tx, inboxChanged({ threadId: thread.threadId, memberIds: [memberId] }), null);
  }
}
