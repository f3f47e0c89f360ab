import { MINUTE, now } from "@/kernel/clock";
import { crashpoint } from "../crashpoint";
import { type Read, reader, transaction } from "../db";
import { notifyOthers } from "../db/dialect/notify";
import type { Logger } from "../logger";
import { reasonOf } from "../reason";
import { deliver, HandlerFailed, park } from "./deliver";
import { HEAD, moveTo, placeNewcomers, positions, SETTLED } from "./positions";
import { hasUnsequenced, RELAY, sequence } from "./sequence";
import type { Subscriber } from "./subscriber";

/** PostgreSQL's channel on which a process tells the others that the log has grown. */
export const LOG_GREW = "tidings_log";

const BATCH = 100;

/** An event that a subscriber could not handle, how often, and when it may be tried again. */
type Trouble = { seq: number; tries: number; until: number };

export type RelayPass = (() => Promise<{ moved: boolean; waitMs: number }>) & {
  /** Must come first: gives new subscribers their place in the log. */
  begin(): Promise<void>;
};

/**
 * One pass of the relay, to be repeated while it moves: gives places to new events, hands them to each subscriber in
 * order of registration, and then lets readers of the log see them. `backoff` are the waits, in milliseconds, before a
 * handler that threw is tried again, at least one; after the last one its event is parked.
 */
export function relayPass(subscribers: readonly Subscriber[], backoff: readonly number[], log: Logger): RelayPass {
  const names = subscribers.map(({ name }) => name);
  const troubles = new Map<string, Trouble>();

  async function advance(subscriber: Subscriber): Promise<boolean> {
    const { name } = subscriber;
    const trouble = troubles.get(name);
    if (trouble && performance.now() < trouble.until) return false;
    try {
      const reached = await deliver(subscriber, trouble ? 1 : BATCH);
      if (trouble && reached >= trouble.seq) troubles.delete(name);
      return true;
    } catch (error) {
      if (!(error instanceof HandlerFailed)) throw error;
      const { seq } = error.event;
      const tries = trouble?.seq === seq ? trouble.tries + 1 : 1;
      const fields = { subscriber: name, seq, tries };
      const wait = backoff[tries - 1];
      if (wait !== undefined) {
        log.warn("An event could not be handled; trying again", { ...fields, reason: reasonOf(error) });
        troubles.set(name, { seq, tries, until: performance.now() + wait });
        return wait === 0;
      }
      log.error("An event was parked: its handler keeps failing", error.cause, fields);
      await park(subscriber, seq, now() + MINUTE);
      troubles.delete(name);
      return true;
    }
  }

  /** The place that every subscriber has passed, where readers do not know of it yet. */
  async function unsettled(read: Read): Promise<number | undefined> {
    const places = await positions(read, [...names, HEAD, SETTLED]);
    const passed = Math.min(places.get(HEAD) ?? 0, ...names.map((name) => places.get(name) ?? 0));
    return passed > (places.get(SETTLED) ?? 0) ? passed : undefined;
  }

  async function settle(): Promise<boolean> {
    if ((await unsettled(reader())) === undefined) return false;
    return transaction(RELAY, async (tx) => {
      const passed = await unsettled(tx);
      if (passed === undefined) return false;
      await moveTo(tx, SETTLED, passed);
      await notifyOthers(tx, LOG_GREW);
      crashpoint("relay.settled");
      return true;
    });
  }

  async function pass() {
    let moved = (await hasUnsequenced(reader())) && (await sequence(BATCH)) > 0;
    const places = await positions(reader(), [...names, HEAD]);
    const head = places.get(HEAD) ?? 0;
    for (const subscriber of subscribers)
      if ((places.get(subscriber.name) ?? 0) < head) moved = (await advance(subscriber)) || moved;
    moved = (await settle()) || moved;
    const waits = [...troubles.values()].map(({ until }) => Math.max(0, until - performance.now()));
    return { moved, waitMs: Math.min(...waits, Number.POSITIVE_INFINITY) };
  }

  return Object.assign(pass, {
    begin: () => transaction(RELAY, (tx) => placeNewcomers(tx, subscribers)),
  });
}
