import { SECOND } from "@/kernel/clock";
import { listenToOthers } from "../db/connection";
import type { Logger } from "../logger";
import { Mutex } from "../mutex";
import { Sleeper } from "../sleeper";
import { onWake } from "../wake";
import type { LoggedEvent } from "./define";
import { follow } from "./follow";
import { LOG_GREW, relayPass } from "./pass";
import type { Subscriber } from "./subscriber";

const POLL_MS = 500;
/** A handler that throws gets two more tries within a second and a half; then its event stands aside. */
const BACKOFF: readonly number[] = [50, 250, 1_200];

export type RelayOptions = {
  subscribers: readonly Subscriber[];
  /** Told of events that every durable subscriber has passed, in order. What it throws is logged. */
  onSequenced(events: readonly LoggedEvent[]): void | Promise<void>;
  log: Logger;
};

export type Relay = {
  /** Ends after the step at hand. */
  stop(): Promise<void>;
  /** Resolves when everything emitted so far has been handed to every subscriber and to `onSequenced`. */
  drain(): Promise<void>;
};

/**
 * Starts the relay of this process: wakes at each commit that emitted, at the other processes' notice, and each half
 * second. On PostgreSQL every process runs one; an advisory lock lets one at a time lead.
 */
export async function startRelay({ subscribers, onSequenced, log }: RelayOptions): Promise<Relay> {
  const sleeper = new Sleeper();
  const oneAtATime = new Mutex();
  const pass = relayPass(subscribers, BACKOFF, log);
  await pass.begin();
  const handOver = await follow(async (events) => {
    try {
      await onSequenced(events);
    } catch (error) {
      log.error("The realtime side could not take events", error, { seq: events[0]?.seq });
    }
  });

  const round = () =>
    oneAtATime.run(async () => {
      const { moved, waitMs } = await pass();
      return { moved: (await handOver()) || moved, waitMs };
    });

  let stopped = false;
  const hush = onWake("relay", () => sleeper.wake());
  const unlisten = await listenToOthers(LOG_GREW, () => sleeper.wake());

  async function loop(): Promise<void> {
    while (!stopped) {
      try {
        const { moved, waitMs } = await round();
        if (!moved) await sleeper.sleep(Math.min(waitMs, POLL_MS));
      } catch (error) {
        log.error("The relay stumbled; it goes on from where it was", error);
        await sleeper.sleep(SECOND);
      }
    }
  }
  const ended = loop();

  return {
    async stop() {
      stopped = true;
      hush();
      sleeper.wake();
      await ended;
      await unlisten();
    },
    async drain() {
      for (;;) {
        const { moved, waitMs } = await round();
        if (moved) continue;
        if (waitMs === Number.POSITIVE_INFINITY) return;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    },
  };
}
