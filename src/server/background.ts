import { reader } from "@/platform/db";
import { eventsAfter, lastSettled, startRelay } from "@/platform/events";
import { startRunner } from "@/platform/jobs";
import { log } from "@/platform/log";
import { closeHub, openHub } from "@/platform/realtime";
import { jobKinds, realtimeRules, subscribers } from "./wiring";

/** Jobs at once. They wait for the network or the database's one writer; more would only hold more memory. */
const CONCURRENCY = 8;
/** For how long a stop waits for the jobs at hand; what is not done then is given back and done at the next start. */
const GRACE_MS = 1_000;

export type Background = { stop(): Promise<void> };

/** Starts what follows every commit: the hub, the relay that feeds it and the subscribers, and the jobs. */
export async function startBackground(): Promise<Background> {
  const history = {
    after: (seq: number, limit: number) => eventsAfter(reader(), seq, limit),
    head: () => lastSettled(reader()),
  };
  const hub = await openHub({ read: reader, history, rules: realtimeRules });
  const relay = await startRelay({ subscribers, onSequenced: (events) => hub.publish(events), log });
  const runner = await startRunner({ kinds: jobKinds, concurrency: CONCURRENCY, log });
  return {
    async stop() {
      closeHub();
      await Promise.all([runner.stop(GRACE_MS), relay.stop()]);
    },
  };
}
