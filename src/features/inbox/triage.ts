import { and, inArray, isNull, max, ne } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { addRange, count, merge, type Ranges, removeFrom, subtract } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { posts } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import {
  type Act,
  type EntryBefore,
  manyChanged,
  manyRead,
  type RestoreInput,
  type Triaged,
  type TriageInput,
} from "./contract";
import { type Entry, type Held, holdEntries, saveEntries, saveReads } from "./held";
import { NEVER, snoozeInstant } from "./snooze";
import { awake, scheduleWake } from "./wake";

type Change = { held: Held; entry: Entry; read: Ranges };

/**
 * Does one thing to many entries of the actor's inbox: what they see and what nobody has called for since `upTo` is
 * changed, the rest is named as refused and stays. A number of statements that does not grow with the entries.
 * @throws AppError INVALID, naming `until`, for a time that one cannot snooze until.
 */
export async function triage(tx: Tx, actor: Actor, { act, entries }: TriageInput): Promise<Triaged> {
  const until = act.to === "snoozed" ? await snoozeInstant(tx, actor.id, act.until) : null;
  const held = await holdEntries(
    tx,
    actor,
    entries.map(({ threadId }) => threadId),
  );
  const answered = until === NEVER ? await lastAnswers(tx, actor, [...held.keys()]) : new Map<string, number>();
  const changes = new Map<string, Change>();
  const refused: Triaged["refused"] = [];
  for (const { threadId, upTo } of entries) {
    const one = held.get(threadId);
    if (!one) refused.push({ threadId, why: "not_found" });
    else if (isPassed(act, one, upTo) || (answered.get(threadId) ?? 0) > upTo) refused.push({ threadId, why: "newer" });
    else changes.set(threadId, changed(act, one, upTo, until));
  }
  await save(tx, actor, [...changes.values()]);
  if (until !== null && changes.size > 0) await scheduleWake(tx, actor.id, until);
  return {
    changed: [...changes.values()].map(before),
    refused,
    ...(until === null ? {} : { until: until === NEVER ? null : until }),
  };
}

/**
 * Takes an act back: each entry is again as it was, but for those that a newer post has called meanwhile, which stay in
 * the inbox. What the act marked as read is unread again, whatever was read since is not. What would have woken by now is
 * awake. Gives the threads whose entries are as they were.
 */
export async function restore(tx: Tx, actor: Actor, { entries }: RestoreInput): Promise<{ restored: string[] }> {
  const held = await holdEntries(
    tx,
    actor,
    entries.map(({ threadId }) => threadId),
  );
  const at = now();
  const changes = [...new Map(entries.map((was) => [was.threadId, was])).values()].flatMap((was): Change[] => {
    const one = held.get(was.threadId);
    if (!one) return [];
    const read = merge(subtract(one.read, was.unreadAgain), clip(was.read, one.lastNumber));
    const { unread, done } = was;
    const sleeps = !done && was.snoozedUntil !== null && was.snoozedUntil > at;
    const sleep = sleeps ? { snoozedUntil: was.snoozedUntil, wakesOnAnswer: was.wakesOnAnswer } : awake;
    const isSame = one.entry.postNumber === was.postNumber;
    const entry = isSame ? { ...one.entry, unread, done, at: Math.min(was.at, at), ...sleep } : one.entry;
    return [{ held: one, entry, read }];
  });
  const saved = await save(tx, actor, changes);
  for (const until of new Set(changes.map(({ entry }) => entry.snoozedUntil)))
    if (until !== null) await scheduleWake(tx, actor.id, until);
  return { restored: [...saved] };
}

/** Whether a post that was not seen has called meanwhile, for acts that would hide it. */
const isPassed = ({ to }: Act, { entry }: Held, upTo: number): boolean =>
  (to === "done" || to === "snoozed") && entry.postNumber > upTo;

function changed({ to }: Act, held: Held, upTo: number, until: number | null): Change {
  const { entry, read, lastNumber } = held;
  const seen = merge(read, [[1, Math.min(upTo, lastNumber)]]);
  switch (to) {
    case "done":
      return { held, read: seen, entry: { ...entry, done: true, unread: false, ...awake } };
    case "undone":
      return { held, read, entry: { ...entry, done: false } };
    case "read":
      return { held, read: seen, entry: { ...entry, unread: entry.unread && entry.postNumber > upTo } };
    case "unread":
      return { held, read: removeFrom(read, entry.postNumber), entry: { ...entry, unread: true } };
    case "snoozed":
      return {
        ...{ held, read },
        entry: { ...entry, done: false, snoozedUntil: until, wakesOnAnswer: until === NEVER },
      };
    case "awake":
      return { held, read, entry: entry.snoozedUntil === null ? entry : { ...entry, ...awake, at: now() } };
  }
}

/** Writes what differs, and tells the member's browsers once. Gives the threads whose entries were written. */
async function save(tx: Tx, actor: Actor, changes: readonly Change[]): Promise<Set<string>> {
  const memberIds = [actor.id];
  const reads = new Map(
    changes
      .filter(({ held, read }) => count(read) !== count(held.read) || count(subtract(read, held.read)) > 0)
      .map(({ held, read }) => [held.entry.threadId, read]),
  );
  if (reads.size > 0) {
    await saveReads(tx, actor.id, reads);
    await emit(tx, manyRead({ threadIds: [...reads.keys()], memberIds }), actor);
  }
  const entries = changes.filter(({ held, entry }) => entry !== held.entry).map(({ entry }) => entry);
  if (entries.length === 0) return new Set();
  const saved = await saveEntries(tx, entries);
  if (saved.size > 0) await emit(tx, manyChanged({ threadIds: [...saved], memberIds }), actor);
  return saved;
}

function before({ held: { entry, read }, read: after }: Change): EntryBefore {
  const { threadId, postNumber, unread, done, snoozedUntil, wakesOnAnswer, at } = entry;
  const writable = (set: Ranges) => set.map(([from, to]): [number, number] => [from, to]);
  return {
    ...{ threadId, postNumber, unread, done, snoozedUntil, wakesOnAnswer, at },
    ...{ read: writable(subtract(read, after)), unreadAgain: writable(subtract(after, read)) },
  };
}

/** The highest number of what others wrote in each thread. One statement. */
async function lastAnswers(tx: Tx, actor: Actor, threadIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx
    .select({ threadId: posts.threadId, number: max(posts.number) })
    .from(posts)
    .where(and(inArray(posts.threadId, [...threadIds]), ne(posts.authorId, actor.id), isNull(posts.deletedAt)))
    .groupBy(posts.threadId);
  return new Map(rows.map(({ threadId, number }) => [threadId, number ?? 0]));
}

/** Numbers that no post has are left out. */
const clip = (set: Ranges, last: number): Ranges =>
  set.reduce<Ranges>((kept, [from, to]) => addRange(kept, from, Math.min(to, last)), []);
