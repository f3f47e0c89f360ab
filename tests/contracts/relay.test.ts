import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { DAY } from "@/kernel/clock";
import { engine, reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import {
  emit,
  eventsAfter,
  type LoggedEvent,
  type Relay,
  replayJob,
  type Subscriber,
  startRelay,
} from "@/platform/events";
import { useClock } from "../support/clock";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { silent } from "../support/log";
import { amountOf } from "./counter";
import { emitNumbers, happened, numbers, onceEach, poison, probe, seqs, trace, traces, upTo } from "./probe";

useDatabase();
const clock = useClock();
const started: Relay[] = [];
afterEach(async () => {
  for (const relay of started.splice(0)) await relay.stop();
});
const nobody = { subscribers: [], jobKinds: [] };

async function start(
  subscribers: readonly Subscriber[],
  onSequenced: (events: readonly LoggedEvent[]) => void = () => undefined,
): Promise<Relay> {
  const relay = await startRelay({ subscribers, onSequenced, log: silent });
  started.push(relay);
  return relay;
}

describe("order", () => {
  test("events get their places in order of commit, from 1 and without holes", async () => {
    for (let n = 1; n <= 30; n++) await emitNumbers(n, n);
    await expect(
      transaction(async (tx) => {
        await emit(tx, happened({ n: 99 }), null);
        throw new Error("never happened");
      }),
    ).rejects.toThrow("never happened");
    await emitNumbers(31, 250);
    await drain(nobody);
    const log = await eventsAfter(reader(), 0, 1_000);
    expect(seqs(log)).toEqual(upTo(250));
    expect(numbers(log)).toEqual(upTo(250));
  });

  // SQLite has one writer at a time: there nothing can commit out of order.
  const unordered = engine === "postgres" ? ["an event that commits late gets a late place, whatever its id"] : [];
  test.each(unordered)("%s", async () => {
    let late = Promise.resolve();
    const first = await new Promise<() => void>((inserted) => {
      late = transaction(async (tx) => {
        await emit(tx, happened({ n: 1 }), null);
        await new Promise<void>((commit) => inserted(commit));
      });
    });
    await emitNumbers(2, 3);
    await drain(nobody);
    expect(numbers(await eventsAfter(reader(), 0, 10))).toEqual([2, 3]);
    first();
    await late;
    await drain(nobody);
    const log = await eventsAfter(reader(), 0, 10);
    expect(numbers(log)).toEqual([2, 3, 1]);
    expect(log.map(({ id }) => id)).not.toEqual(log.map(({ id }) => id).sort((a, b) => a - b));
  });

  test("readers and followers see no hole while many write at once", async () => {
    const followed: number[] = [];
    const relay = await start([probe], (events) => void followed.push(...seqs(events)));
    let writing = true;
    const writers = upTo(8).map(async (writer) => {
      for (let n = 0; n < 25; n++) {
        await transaction({ kind: "queue" }, async (tx) => {
          await emit(tx, happened({ n: writer * 100 + n }), null);
          if (engine === "postgres") await pause(Math.random() * 4);
        });
        await pause(0);
      }
    });
    const read = (async () => {
      while (writing) {
        const seen = seqs(await eventsAfter(reader(), 0, 1_000));
        expect(seen).toEqual(upTo(seen.length));
        await pause(2);
      }
    })();
    await Promise.all(writers);
    writing = false;
    await read;
    await relay.drain();
    expect(followed).toEqual(upTo(200));
    expect(await traces("jump:")).toEqual({});
    expect(Object.values(await traces("handled:"))).toEqual(Array(200).fill(1));
  });
});

describe("reading the log", () => {
  test("a reader resumes after the place where it stood, page by page", async () => {
    await emitNumbers(1, 10);
    await drain(nobody);
    expect(seqs(await eventsAfter(reader(), 0, 4))).toEqual([1, 2, 3, 4]);
    expect(seqs(await eventsAfter(reader(), 4, 4))).toEqual([5, 6, 7, 8]);
    expect(seqs(await eventsAfter(reader(), 8, 4))).toEqual([9, 10]);
    expect(await eventsAfter(reader(), 10, 4)).toEqual([]);
  });

  test("an event reaches readers and browsers only when every durable subscriber has passed it", async () => {
    let held = true;
    const holding: Subscriber = {
      name: "holding",
      handle: async (_tx, event) => {
        if (event.seq === 2 && held) throw new Error("not yet");
      },
    };
    const told: number[] = [];
    const relay = await start([probe, holding], (events) => void told.push(...seqs(events)));
    await emitNumbers(1, 3);
    while ((await amountOf(reader(), "handled:3")) === undefined) await pause(5);
    expect(seqs(await eventsAfter(reader(), 0, 10))).not.toContain(2);
    expect(told).not.toContain(2);
    held = false;
    await relay.drain();
    expect(seqs(await eventsAfter(reader(), 0, 10))).toEqual([1, 2, 3]);
    expect(told).toEqual([1, 2, 3]);
  });

  test("a realtime side that throws loses its own page only", async () => {
    const told: number[] = [];
    const relay = await start([], (events) => {
      if (events[0]?.seq === 1) throw new Error("no stream");
      told.push(...seqs(events));
    });
    await emitNumbers(1, 1);
    await relay.drain();
    await emitNumbers(2, 2);
    await relay.drain();
    expect(told).toEqual([2]);
  });
});

describe("durable subscribers", () => {
  test("a relay that starts again goes on where the last one stood", async () => {
    await emitNumbers(1, 5);
    const first = await start([probe]);
    await first.drain();
    await first.stop();
    await emitNumbers(6, 9);
    const told: number[] = [];
    const second = await start([probe], (events) => void told.push(...seqs(events)));
    await second.drain();
    expect(await traces("handled:")).toEqual(onceEach(9));
    expect(await traces("jump:")).toEqual({});
    expect(told).toEqual([6, 7, 8, 9]);
  });

  test("a new subscriber starts at the present end, or at the beginning when it says so", async () => {
    await emitNumbers(1, 3);
    await drain(nobody);
    const seen: Record<string, unknown[]> = { end: [], beginning: [] };
    const newcomer = (from: "end" | "beginning"): Subscriber => ({
      name: from,
      from,
      handle: async (_tx, event) => void seen[from]?.push(event.payload.n),
    });
    const both = { subscribers: [newcomer("end"), newcomer("beginning")], jobKinds: [] };
    await drain(both);
    await emitNumbers(4, 5);
    await drain(both);
    expect(seen).toEqual({ end: [4, 5], beginning: [1, 2, 3, 4, 5] });
  });

  test("a subscriber of some kinds gets those alone and passes the others", async () => {
    const seen: number[] = [];
    const picky: Subscriber = {
      name: "picky",
      kinds: [poison.kind],
      handle: async (_tx, event) => void seen.push(event.seq),
    };
    await emitNumbers(1, 150);
    await transaction((tx) => emit(tx, poison({ n: 151 }), null));
    await emitNumbers(152, 152);
    await drain({ subscribers: [picky], jobKinds: [] });
    expect(seen).toEqual([151]);
    expect(await amountOf(reader(), "picky")).toBe(152);
  });

  test("each event reaches subscribers in the order in which they are registered", async () => {
    const order: string[] = [];
    const named = (name: string): Subscriber => ({
      name,
      handle: async (_tx, { seq }) => void order.push(`${name}${seq}`),
    });
    await emitNumbers(1, 2);
    await drain({ subscribers: [named("z"), named("a")], jobKinds: [] });
    expect(order).toEqual(["z1", "z2", "a1", "a2"]);
  });

  test("what a handler wrote before it threw did not happen: its effects are there once", async () => {
    let tries = 0;
    const clumsy: Subscriber = {
      name: "clumsy",
      async handle(tx, event) {
        await trace(tx, `handled:${event.payload.n}`);
        if (event.seq === 3 && ++tries < 3) throw new Error("slipped");
      },
    };
    await emitNumbers(1, 5);
    const relay = await start([clumsy]);
    await relay.drain();
    expect(tries).toBe(3);
    expect(await traces("handled:")).toEqual(onceEach(5));
  });

  test("an event that keeps failing stands aside as a job; the others go on", async () => {
    await emitNumbers(1, 2);
    await transaction((tx) => emit(tx, poison({ n: 3 }), null));
    await emitNumbers(4, 5);
    const relay = await start([probe]);
    await relay.drain();
    expect(await traces("handled:")).toEqual({ 1: 1, 2: 1, 4: 1, 5: 1 });
    expect(seqs(await eventsAfter(reader(), 0, 10))).toEqual([1, 2, 3, 4, 5]);
    await relay.stop();

    // Mended, it is handled once, by the job.
    const mended: Subscriber = { ...probe, handle: (tx, event) => trace(tx, `handled:${event.payload.n}`) };
    clock.advance(DAY);
    await drain({ subscribers: [mended], jobKinds: [replayJob([mended])] });
    await drain({ subscribers: [mended], jobKinds: [replayJob([mended])] });
    expect(await traces("handled:")).toEqual(onceEach(5));
  });

  test("an event that fails for days ends as a dead job that says why", async () => {
    await transaction((tx) => emit(tx, poison({ n: 1 }), null));
    for (let day = 0; day < 9; day++) {
      await drain({ subscribers: [probe], jobKinds: [replayJob([probe])], tolerant: true });
      clock.advance(DAY);
    }
    const [job, ...others] = await reader().select().from(jobs);
    expect(others).toEqual([]);
    expect(job).toMatchObject({ kind: "relay.replay", state: "dead", attempts: 7, lastError: "poison" });
    expect(await traces("handled:")).toEqual({});
  });
});
