import { z } from "zod";
import { HOUR, MINUTE } from "@/kernel/clock";
import { defineJob } from "../jobs";
import { eventAt } from "./read";
import type { Subscriber } from "./subscriber";

const parked = z.object({ subscriber: z.string(), seq: z.number().int() });

/** What `enqueue` needs of the job; the part that runs it knows the subscribers. */
export const replay = { kind: "relay.replay", payload: parked };

/**
 * The job that gives an event to its subscriber again, after the relay had to go on without it. It comes later than the
 * events behind it.
 */
export const replayJob = (subscribers: readonly Subscriber[]) =>
  defineJob({
    ...replay,
    retry: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
    async run({ subscriber: name, seq }, { finish }) {
      const subscriber = subscribers.find((one) => one.name === name);
      if (!subscriber) throw new Error(`No subscriber bears the name "${name}" any more.`);
      await finish(async (tx) => {
        const event = await eventAt(tx, seq);
        if (!event) throw new Error(`Event ${seq} is not in the log any more.`);
        await subscriber.handle(tx, event);
      });
    },
  });
