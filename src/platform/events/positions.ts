import { eq, inArray } from "drizzle-orm";
import type { Read, Tx } from "../db";
import { relayCursors } from "../db/schema/platform";
import type { Subscriber } from "./subscriber";

/** The highest `seq` given so far. Kept apart from the log, which is compacted. */
export const HEAD = "relay:head";
/** Up to here every durable subscriber has passed: what readers of the log and browsers may see. */
export const SETTLED = "relay:settled";

/** How far a subscriber, or the relay itself, came; 0 before its first step. */
export async function positionOf(read: Read, name: string): Promise<number> {
  const [row] = await read
    .select({ seq: relayCursors.seq })
    .from(relayCursors)
    .where(eq(relayCursors.subscriber, name));
  return row?.seq ?? 0;
}

export async function moveTo(tx: Tx, name: string, seq: number): Promise<void> {
  await tx
    .insert(relayCursors)
    .values({ subscriber: name, seq })
    .onConflictDoUpdate({ target: relayCursors.subscriber, set: { seq } });
}

/** Gives each new subscriber its place: at the end of what has been sequenced, or before everything. */
export async function placeNewcomers(tx: Tx, subscribers: readonly Subscriber[]): Promise<void> {
  const head = await positionOf(tx, HEAD);
  for (const { name, from } of subscribers) {
    await tx
      .insert(relayCursors)
      .values({ subscriber: name, seq: from === "beginning" ? 0 : head })
      .onConflictDoNothing({ target: relayCursors.subscriber });
  }
}

/** Every position by name, in one read. */
export async function positions(read: Read, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select()
    .from(relayCursors)
    .where(inArray(relayCursors.subscriber, [...names]));
  return new Map(rows.map(({ subscriber, seq }) => [subscriber, seq]));
}
