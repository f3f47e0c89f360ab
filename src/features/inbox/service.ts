import { and, eq, lte, type SQL } from "drizzle-orm";
import { accessThread, type Thread } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { notFound } from "@/kernel/errors";
import { count, firstUnread, merge, type Ranges, removeFrom } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { inboxEntries } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type DoneInput, inboxChanged, type MarkReadInput, type ReadView, threadRead } from "./contract";
import { lockRead, saveRead } from "./read-states";
import { awake } from "./wake";

type Readable = Authorized<Thread, "read">;

/**
 * Marks posts as read: those that were on screen, or everything up to a number. The entry's `unread` goes once nothing
 * unread is left up to the post that it stands for. @throws AppError NOT_FOUND
 */
export async function markRead(tx: Tx, actor: Actor, input: MarkReadInput): Promise<ReadView> {
  const thread = await accessThread(tx, actor, input.threadId, "read");
  const seen = "ranges" in input ? input.ranges : ([[1, input.upTo]] as const);
  const set = await addRead(tx, actor, thread, seen);
  const gap = firstUnread(set, thread.lastNumber) ?? thread.lastNumber + 1;
  await changeEntry(
    tx,
    actor,
    thread,
    { unread: false },
    and(eq(inboxEntries.unread, true), lte(inboxEntries.postNumber, gap - 1)),
  );
  return readView(tx, actor, thread, set);
}

/** Marks a post and all that come after it as unread. @throws AppError NOT_FOUND */
export async function markUnreadFrom(tx: Tx, actor: Actor, threadId: string, from: number): Promise<ReadView> {
  const thread = await accessThread(tx, actor, threadId, "read");
  const number = Math.max(from, thread.firstNumber);
  const before = await lockRead(tx, actor.id, thread.id);
  const set = removeFrom(before, number);
  if (count(set) !== count(before)) await keepRead(tx, actor, thread, set);
  if (number <= thread.lastNumber)
    await changeEntry(tx, actor, thread, { unread: true }, eq(inboxEntries.unread, false));
  return readView(tx, actor, thread, set);
}

/**
 * Takes a thread out of the inbox, all that was seen of it being read. Where a post after `upTo` has called meanwhile,
 * the entry stays. It ends a snooze. @throws AppError NOT_FOUND, also when the thread never was in the actor's inbox.
 */
export async function markDone(tx: Tx, actor: Actor, { threadId, upTo }: DoneInput): Promise<ReadView> {
  const thread = await accessThread(tx, actor, threadId, "read");
  const set = await addRead(tx, actor, thread, [[1, upTo]]);
  const settled = and(eq(inboxEntries.done, false), lte(inboxEntries.postNumber, upTo));
  await changeEntry(tx, actor, thread, { done: true, unread: false, ...awake }, settled);
  const view = await readView(tx, actor, thread, set);
  if (!view.inbox) throw notFound("inbox entry");
  return view;
}

/** Brings a thread back into the inbox, as it was. @throws AppError NOT_FOUND, also when it never was there. */
export async function markUndone(tx: Tx, actor: Actor, threadId: string): Promise<ReadView> {
  const thread = await accessThread(tx, actor, threadId, "read");
  const set = await lockRead(tx, actor.id, thread.id);
  await changeEntry(tx, actor, thread, { done: false }, eq(inboxEntries.done, true));
  const view = await readView(tx, actor, thread, set);
  if (!view.inbox) throw notFound("inbox entry");
  return view;
}

/** Adds to what the actor has read of a thread; numbers that no post has yet are left out. */
async function addRead(tx: Tx, actor: Actor, thread: Readable, seen: Ranges): Promise<Ranges> {
  const before = await lockRead(tx, actor.id, thread.id);
  const born = seen
    .filter(([from]) => from <= thread.lastNumber)
    .map(([from, to]) => [from, Math.min(to, thread.lastNumber)] as const);
  const set = merge(before, born);
  if (count(set) !== count(before)) await keepRead(tx, actor, thread, set);
  return set;
}

async function keepRead(tx: Tx, actor: Actor, thread: Readable, set: Ranges): Promise<void> {
  await saveRead(tx, actor.id, thread.id, set);
  await emit(tx, threadRead({ threadId: thread.id, memberIds: [actor.id] }), actor);
}

type Bits = Partial<Pick<typeof inboxEntries.$inferInsert, "unread" | "done" | "snoozedUntil" | "wakesOnAnswer">>;

async function changeEntry(tx: Tx, actor: Actor, thread: Readable, bits: Bits, where: SQL | undefined): Promise<void> {
  const changed = await tx
    .update(inboxEntries)
    .set(bits)
    .where(and(mine(actor, thread), where))
    .returning({ threadId: inboxEntries.threadId });
  if (changed.length > 0) await emit(tx, inboxChanged({ threadId: thread.id, memberIds: [actor.id] }), actor);
}

async function readView(tx: Tx, actor: Actor, thread: Readable, set: Ranges): Promise<ReadView> {
  const [inbox] = await tx
    .select({ unread: inboxEntries.unread, done: inboxEntries.done })
    .from(inboxEntries)
    .where(mine(actor, thread));
  return { threadId: thread.id, read: set.map(([from, to]) => [from, to]), inbox: inbox ?? null };
}

const mine = (actor: Actor, thread: Readable) =>
  and(eq(inboxEntries.memberId, actor.id), eq(inboxEntries.threadId, thread.id));
