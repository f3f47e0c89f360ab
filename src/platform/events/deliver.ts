import { crashpoint } from "../crashpoint";
import { type Tx, transaction } from "../db";
import { enqueue } from "../jobs";
import type { LoggedEvent } from "./define";
import { HEAD, moveTo, positionOf } from "./positions";
import { eventsBetween } from "./read";
import { replay } from "./replay";
import { RELAY } from "./sequence";
import type { Subscriber } from "./subscriber";

/** Says which event a subscriber could not handle. */
export class HandlerFailed extends Error {
  constructor(
    readonly event: LoggedEvent,
    cause: unknown,
  ) {
    super(`Event ${event.seq} (${event.kind}) could not be handled.`, { cause });
  }
}

/**
 * Gives a subscriber its next events, at most `limit`, and moves its cursor, in one transaction: the effects happen
 * exactly once. Gives the cursor's new place.
 * @throws HandlerFailed when the subscriber does; then nothing of the batch was kept.
 */
export async function deliver(subscriber: Subscriber, limit: number): Promise<number> {
  const reached = await transaction(RELAY, async (tx) => {
    const { batch, end } = await nextOf(tx, subscriber, limit);
    for (const event of batch) {
      try {
        await subscriber.handle(tx, event);
      } catch (error) {
        throw new HandlerFailed(event, error);
      }
    }
    crashpoint("relay.handled");
    await moveTo(tx, subscriber.name, end);
    crashpoint("relay.cursor-moved");
    return end;
  });
  crashpoint("relay.delivered");
  return reached;
}

/**
 * Goes on without an event that a subscriber cannot handle: it becomes a job, tried again later. Does nothing when the
 * subscriber has passed it meanwhile (another process).
 */
export async function park(subscriber: Subscriber, seq: number, runAt: number): Promise<void> {
  await transaction(RELAY, async (tx) => {
    const { batch } = await nextOf(tx, subscriber, 1);
    if (batch[0]?.seq !== seq) return;
    const { name } = subscriber;
    await enqueue(tx, replay, { subscriber: name, seq }, { runAt, dedupeKey: `${replay.kind}:${name}:${seq}` });
    await moveTo(tx, name, seq);
    crashpoint("relay.parked");
  });
}

async function nextOf(tx: Tx, subscriber: Subscriber, limit: number): Promise<{ batch: LoggedEvent[]; end: number }> {
  const upTo = await positionOf(tx, HEAD);
  const after = await positionOf(tx, subscriber.name);
  const batch = await eventsBetween(tx, { after, upTo, kinds: subscriber.kinds, limit });
  // A batch that is not full has seen the whole log, also where other kinds stand at its end.
  return { batch, end: batch.length < limit ? upTo : batch.at(-1)!.seq };
}
