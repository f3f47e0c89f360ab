import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { Read } from "../db";
import { events } from "../db/schema/platform";
import type { LoggedEvent } from "./define";
import { positionOf, SETTLED } from "./positions";

export type Span = { after: number; upTo: number; kinds?: readonly string[]; limit: number };

/** Events of a span of the log, in order. */
export async function eventsBetween(read: Read, { after, upTo, kinds, limit }: Span): Promise<LoggedEvent[]> {
  const rows = await read
    .select()
    .from(events)
    .where(and(gt(events.seq, after), lte(events.seq, upTo), kinds && inArray(events.kind, [...kinds])))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map(logged);
}

/**
 * The next events after a place in the log, without holes, at most `limit`: what a stream that comes back has missed.
 * Ends where the slowest durable subscriber is, since before that an event's effects are not there to be fetched.
 */
export async function eventsAfter(read: Read, seq: number, limit: number): Promise<LoggedEvent[]> {
  return eventsBetween(read, { after: seq, upTo: await positionOf(read, SETTLED), limit });
}

/** One sequenced event by its place, or undefined when it was compacted. */
export async function eventAt(read: Read, seq: number): Promise<LoggedEvent | undefined> {
  const [row] = await read.select().from(events).where(eq(events.seq, seq));
  return row && logged(row);
}

const logged = (row: typeof events.$inferSelect): LoggedEvent => ({ ...row, seq: row.seq as number });

/** Where the log ends for its readers: the last place that every durable subscriber has passed. */
export const lastSettled = (read: Read): Promise<number> => positionOf(read, SETTLED);
