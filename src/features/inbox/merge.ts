import { and, eq } from "drizzle-orm";
import { firstUnread, merge, type Ranges } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { inboxEntries, readStates } from "@/platform/db/schema";
import { lockRead, saveRead } from "./read-states";
import { scheduleWake } from "./wake";

type Entry = typeof inboxEntries.$inferSelect;

/**
 * Gives the inbox of an account, and what it has read, to another account of the same person. What one of them has read
 * is read; of two entries of a thread the one of the newer post stays. Call it when the channels are merged: what counts
 * as read from the start depends on them.
 */
export async function mergeInbox(tx: Tx, from: string, into: string): Promise<void> {
  const theirs = await tx.delete(inboxEntries).where(eq(inboxEntries.memberId, from)).returning();
  const read = await tx.delete(readStates).where(eq(readStates.memberId, from)).returning();
  for (const entry of theirs) await keepNewer(tx, into, entry);
  const ranges = new Map<string, Ranges>(read.map((row) => [row.threadId, row.ranges]));
  for (const threadId of new Set([...ranges.keys(), ...theirs.map((entry) => entry.threadId)])) {
    const union = merge(await lockRead(tx, into, threadId), ranges.get(threadId) ?? []);
    await saveRead(tx, into, threadId, union);
    await noteRead(tx, into, threadId, union);
  }
}

const mine = (memberId: string, threadId: string) =>
  and(eq(inboxEntries.memberId, memberId), eq(inboxEntries.threadId, threadId));

/** An entry that sleeps goes on sleeping: the job that wakes it is of the other account now. */
async function keepNewer(tx: Tx, into: string, entry: Entry): Promise<void> {
  const [same] = await tx.select().from(inboxEntries).where(mine(into, entry.threadId));
  if (!same) await tx.insert(inboxEntries).values({ ...entry, memberId: into });
  else if (same.postNumber < entry.postNumber)
    await tx
      .update(inboxEntries)
      .set({ ...entry, memberId: into })
      .where(mine(into, entry.threadId));
  if (entry.snoozedUntil !== null) await scheduleWake(tx, into, entry.snoozedUntil);
}

/** What was read with either account no longer calls. */
async function noteRead(tx: Tx, memberId: string, threadId: string, union: Ranges): Promise<void> {
  const [entry] = await tx.select().from(inboxEntries).where(mine(memberId, threadId));
  if (entry?.unread && firstUnread(union, entry.postNumber) === null)
    await tx.update(inboxEntries).set({ unread: false }).where(mine(memberId, threadId));
}
