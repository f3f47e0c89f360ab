import { expect, test } from "vitest";
import { z } from "zod";
import { MINUTE } from "@/kernel/clock";
import { transaction } from "@/platform/db";
import { defineEvent, emit, type Subscriber } from "@/platform/events";
import { defineJob, enqueue } from "@/platform/jobs";
import { useClock } from "../support/clock";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";

useDatabase();
const clock = useClock();
const happened = defineEvent("thing.happened", z.object({ n: z.number() }));

test("draining runs events, their jobs and those jobs' jobs, and leaves what is not due", async () => {
  const seen: unknown[] = [];
  const later = defineJob({
    kind: "later",
    payload: z.object({ n: z.number() }),
    retry: [],
    run: ({ n }, { finish }) => finish(async () => void seen.push(`job ${n}`)),
  });
  const sooner = defineJob({
    kind: "sooner",
    payload: z.object({ n: z.number() }),
    retry: [],
    run: ({ n }, { finish }) => finish((tx) => enqueue(tx, later, { n: n + 1 }, { runAt: clock.now() + MINUTE })),
  });
  const subscriber: Subscriber = {
    name: "test",
    handle: (tx, event) => enqueue(tx, sooner, { n: Number(event.payload.n) }),
  };
  const all = {
    subscribers: [subscriber],
    jobKinds: [later, sooner],
    onSequenced: (events: readonly { seq: number }[]) => void seen.push(events.map(({ seq }) => seq)),
  };

  await transaction(async (tx) => {
    await emit(tx, happened({ n: 1 }), null);
    await emit(tx, happened({ n: 2 }), null);
  });
  expect(await drain(all)).toBe(2);
  expect(seen).toEqual([[1, 2]]);
  clock.advance(MINUTE);
  expect(await drain(all)).toBe(2);
  expect(seen).toEqual([[1, 2], "job 2", "job 3"]);
});

test("draining tells of a handler or job that throws", async () => {
  const broken: Subscriber = { name: "broken", handle: () => Promise.reject(new Error("no")) };
  await transaction((tx) => emit(tx, happened({ n: 1 }), null));
  await expect(drain({ subscribers: [broken], jobKinds: [] })).rejects.toThrow("no");
});
