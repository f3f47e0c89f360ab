import { and, eq, inArray, sql } from "drizzle-orm";
import { type Viewer, visiblePlaces } from "@/features/channels";
import { readCount, ties } from "@/features/threads";
import { count, type Ranges } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { channelMembers, channels, inboxEntries, readStates, threads } from "@/platform/db/schema";

export type Entry = typeof inboxEntries.$inferSelect;
/** An entry that is about to be changed, and what its member has read of the thread, locked. */
export type Held = { entry: Entry; lastNumber: number; read: Ranges };

/**
 * Those of a member's entries that belong to threads they see now, with what they have read of each, locked until the
 * transaction ends. At most three statements, however many there are.
 */
export async function holdEntries(tx: Tx, viewer: Viewer, threadIds: readonly string[]): Promise<Map<string, Held>> {
  const tie = ties(viewer);
  const rows = await tx
    .select({ entry: inboxEntries, lastNumber: threads.lastNumber, readCount, known: readStates.threadId })
    .from(inboxEntries)
    .innerJoin(threads, eq(threads.id, inboxEntries.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .where(
      and(eq(inboxEntries.memberId, viewer.id), inArray(inboxEntries.threadId, [...threadIds]), visiblePlaces(viewer)),
    );
  if (rows.length === 0) return new Map();
  const fresh = rows
    .filter(({ known }) => known === null)
    .map(({ entry: { threadId }, readCount: before }) => ({
      ...{ memberId: viewer.id, threadId, readCount: before },
      ranges: before > 0 ? [[1, before] as [number, number]] : [],
    }));
  if (fresh.length > 0) await tx.insert(readStates).values(fresh).onConflictDoNothing();
  const locked = await tx
    .update(readStates)
    .set({ readCount: sql`${readStates.readCount}` })
    .where(
      and(
        eq(readStates.memberId, viewer.id),
        inArray(
          readStates.threadId,
          rows.map(({ entry }) => entry.threadId),
        ),
      ),
    )
    .returning({ threadId: readStates.threadId, ranges: readStates.ranges });
  const ranges = new Map(locked.map((row) => [row.threadId, row.ranges]));
  return new Map(
    rows.map(({ entry, lastNumber }) => [
      entry.threadId,
      { entry, lastNumber, read: ranges.get(entry.threadId) ?? [] },
    ]),
  );
}

/** Writes back what was read of many threads. One statement. */
export async function saveReads(tx: Tx, memberId: string, reads: ReadonlyMap<string, Ranges>): Promise<void> {
  await tx
    .insert(readStates)
    .values(
      [...reads].map(([threadId, set]) => ({
        ...{ memberId, threadId, readCount: count(set) },
        ranges: set.map(([from, to]): [number, number] => [from, to]),
      })),
    )
    .onConflictDoUpdate({
      target: [readStates.memberId, readStates.threadId],
      set: { ranges: sql`excluded.ranges`, readCount: sql`excluded.read_count` },
    });
}

/** Writes entries back, but for those that a newer post has called since they were read. Gives their threads. One statement. */
export async function saveEntries(tx: Tx, entries: readonly Entry[]): Promise<Set<string>> {
  const saved = await tx
    .insert(inboxEntries)
    .values([...entries])
    .onConflictDoUpdate({
      target: [inboxEntries.memberId, inboxEntries.threadId],
      set: {
        unread: sql`excluded.unread`,
        done: sql`excluded.done`,
        at: sql`excluded.at`,
        snoozedUntil: sql`excluded.snoozed_until`,
        wakesOnAnswer: sql`excluded.wakes_on_answer`,
      },
      setWhere: sql`excluded.post_number = ${inboxEntries.postNumber}`,
    })
    .returning({ threadId: inboxEntries.threadId });
  return new Set(saved.map(({ threadId }) => threadId));
}
