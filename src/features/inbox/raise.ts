import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { firstUnread } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { inboxEntries, posts, readStates } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type entryReason, inboxChanged } from "./contract";

/** The post that calls, and when. */
type Call = {
  threadId: string;
  postId: string;
  postNumber: number;
  at: number;
  /** An edit calls by a post that may have called before. */
  again?: boolean;
};
type Recipient = { memberId: string; reason: z.infer<typeof entryReason> };

/** What wakes a snoozed entry early: being called by name. What is known already wakes nobody. */
const wakes = sql`(excluded.unread and excluded.reason in ('asked', 'mentioned', 'direct'))`;

/**
 * Puts a thread into the inboxes of up to 500 members at once, or brings it back, and tells their browsers. Nobody is
 * called by their own post. The same call again changes nothing, nor does an older post after a newer one. Whoever
 * has read everything up to the post meanwhile gets the entry as read. A snoozed entry sleeps on, unless one is asked,
 * mentioned or written to directly: the rest is there on waking. Four statements, however many members.
 */
export async function raiseEntries(tx: Tx, call: Call, recipients: readonly Recipient[]): Promise<void> {
  const { threadId, postId, postNumber, at, again = false } = call;
  const [post] = await tx.select({ authorId: posts.authorId }).from(posts).where(eq(posts.id, postId));
  const called = recipients.filter(({ memberId }) => memberId !== post?.authorId);
  if (called.length === 0) return;
  const ids = called.map(({ memberId }) => memberId);
  const states = await tx
    .select({ memberId: readStates.memberId, ranges: readStates.ranges })
    .from(readStates)
    .where(and(eq(readStates.threadId, threadId), inArray(readStates.memberId, ids)));
  const knows = new Set(
    states.filter(({ ranges }) => firstUnread(ranges, postNumber) === null).map(({ memberId }) => memberId),
  );

  const raised = await tx
    .insert(inboxEntries)
    .values(
      called.map(({ memberId, reason }) => ({
        ...{ memberId, threadId, reason, postId, postNumber, at },
        ...{ unread: !knows.has(memberId), done: false },
      })),
    )
    .onConflictDoUpdate({
      target: [inboxEntries.memberId, inboxEntries.threadId],
      set: {
        unread: sql`excluded.unread`,
        done: sql`excluded.done`,
        reason: sql`excluded.reason`,
        postId: sql`excluded.post_id`,
        postNumber: sql`excluded.post_number`,
        at: sql`excluded.at`,
        snoozedUntil: sql`case when ${wakes} then null else ${inboxEntries.snoozedUntil} end`,
        wakesOnAnswer: sql`case when ${wakes} then false else ${inboxEntries.wakesOnAnswer} end`,
      },
      setWhere: again
        ? sql`excluded.post_number >= ${inboxEntries.postNumber}`
        : sql`excluded.post_number > ${inboxEntries.postNumber}`,
    })
    .returning({ memberId: inboxEntries.memberId });
  if (raised.length === 0) return;
  await emit(tx, inboxChanged({ threadId, memberIds: raised.map(({ memberId }) => memberId) }), null);
}
