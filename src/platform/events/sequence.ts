import { asc, eq, isNull, sql } from "drizzle-orm";
import { crashpoint } from "../crashpoint";
import { type Read, transaction } from "../db";
import { events } from "../db/schema/platform";
import { HEAD, moveTo, positionOf } from "./positions";

/** Every step of the relay takes this lock, so that on PostgreSQL one process at a time leads. */
export const RELAY = { kind: "queue", lock: "relay" } as const;

export async function hasUnsequenced(read: Read): Promise<boolean> {
  const rows = await read.select({ id: events.id }).from(events).where(isNull(events.seq)).limit(1);
  return rows.length > 0;
}

/**
 * Gives the next places in the log to events that have committed, and tells how many it gave. On PostgreSQL identity
 * values commit out of order: an event that commits after this step gets a later place, whatever its id, so that a
 * reader who stands at a place has seen everything before it.
 */
export async function sequence(limit: number): Promise<number> {
  const given = await transaction(RELAY, async (tx) => {
    const head = await positionOf(tx, HEAD);
    const waiting = tx
      .select({ id: events.id })
      .from(events)
      .where(isNull(events.seq))
      .orderBy(asc(events.id))
      .limit(limit)
      .as("waiting");
    const placed = tx
      .select({ id: waiting.id, place: sql<number>`row_number() over (order by ${waiting.id})`.as("place") })
      .from(waiting)
      .as("placed");
    const rows = await tx
      .update(events)
      .set({ seq: sql`${placed.place} + ${head}` })
      .from(placed)
      .where(eq(events.id, placed.id))
      .returning({ id: events.id });
    await moveTo(tx, HEAD, head + rows.length);
    crashpoint("relay.sequenced");
    return rows.length;
  });
  crashpoint("relay.sequence-committed");
  return given;
}
