import { setTimeout as pause } from "node:timers/promises";
import { asc } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { DAY, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import { defineJob, enqueue, type JobKind, type Runner, retryDead, startRunner } from "@/platform/jobs";
import { claim, reclaim } from "@/platform/jobs/claim";
import { extend, fail, finish, LeaseLost } from "@/platform/jobs/lease";
import { startChild } from "../support/child";
import { useClock } from "../support/clock";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { silent } from "../support/log";
import { put } from "./counter";
import { count, trace, traces, upTo } from "./probe";

const database = useDatabase();
const clock = useClock();
const started: Runner[] = [];
afterEach(async () => {
  for (const runner of started.splice(0)) await runner.stop(0);
});

async function start(
  kinds: readonly JobKind[],
  options: { concurrency?: number; log?: typeof silent } = {},
): Promise<Runner> {
  const runner = await startRunner({ kinds, concurrency: 4, log: silent, ...options });
  started.push(runner);
  return runner;
}

const rows = () => reader().select().from(jobs).orderBy(asc(jobs.runAt), asc(jobs.id));
const add = (n: number, options = {}): Promise<void> => transaction((tx) => enqueue(tx, count, { n }, options));
const run = (...kinds: JobKind[]) => drain({ subscribers: [], jobKinds: kinds, tolerant: true });
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

describe("leases", () => {
  test("a lost lease can neither finish nor fail nor write; the new holder can", async () => {
    await add(1);
    const [late] = await claim(count.kind, 1, MINUTE);
    expect(await claim(count.kind, 1, MINUTE)).toEqual([]);
    expect(await reclaim()).toBe(0);
    clock.advance(MINUTE);
    expect(await reclaim()).toBe(1);
    const [holder] = await claim(count.kind, 1, MINUTE);
    expect(holder?.id).toBe(late?.id);

    await expect(finish(late!, (tx) => trace(tx, "counted:1"))).rejects.toThrow(LeaseLost);
    expect(await fail(late!, { state: "dead" }, "too late")).toBe(false);
    expect(await extend([late!], MINUTE)).toEqual(new Set());
    expect(await traces("counted:")).toEqual({});
    expect(await extend([holder!], MINUTE)).toEqual(new Set([holder!.id]));
    await finish(holder!, (tx) => trace(tx, "counted:1"));
    expect(await traces("counted:")).toEqual({ 1: 1 });
    await expect(finish(holder!, (tx) => trace(tx, "counted:1"))).rejects.toThrow(LeaseLost);
    expect(await traces("counted:")).toEqual({ 1: 1 });
  });

  test("the heartbeat holds a job for as long as it runs, and tells one whose lease was lost", async () => {
    let signal: AbortSignal | undefined;
    const long = defineJob({
      kind: "long",
      payload: z.object({}),
      retry: [],
      async run(_payload, context) {
        signal = context.signal;
        await until(() => context.signal.aborted);
        await context.finish((tx) => trace(tx, "written by a lost lease"));
      },
    });
    const runner = await startRunner({ kinds: [long], concurrency: 1, log: silent, leaseMs: 90 });
    started.push(runner);
    await transaction((tx) => enqueue(tx, long, {}));
    await until(() => signal !== undefined);
    const leased = async () => (await rows())[0]?.leaseUntil ?? 0;
    const first = await leased();
    clock.advance(60);
    await until(async () => (await leased()) > first);
    expect(signal?.aborted).toBe(false);

    await transaction((tx) => tx.update(jobs).set({ leaseToken: newId() }).returning({ id: jobs.id }));
    await until(() => signal?.aborted === true);
    await runner.stop(1_000);
    expect(await traces("written")).toEqual({});
  });

  test("an abandoned job is tried again, and is dead when its process died at each try", async () => {
    await add(1);
    for (const attempt of [1, 2, 3]) {
      const [job] = await claim(count.kind, 1, MINUTE);
      expect(job?.attempt).toBe(attempt);
      clock.advance(MINUTE);
      expect(await reclaim()).toBe(1);
    }
    await run(count);
    expect((await rows())[0]).toMatchObject({ state: "dead", lastError: "Its process ended each time while it ran." });
    expect(await traces("counted:")).toEqual({});
  });
});

describe("trying again", () => {
  test("a job that throws is tried again after each wait of its policy, then dead with the reason, then retried by hand", async () => {
    await add(-1);
    const at = clock.now();
    await run(count);
    expect(await rows()).toMatchObject([
      { state: "ready", attempts: 1, runAt: at + MINUTE, lastError: "a negative number" },
    ]);
    await run(count);
    expect(await rows()).toMatchObject([{ attempts: 1 }]);
    clock.advance(MINUTE);
    await run(count);
    expect(await rows()).toMatchObject([{ state: "ready", attempts: 2, runAt: at + 6 * MINUTE }]);
    clock.advance(5 * MINUTE);
    await run(count);
    const [dead] = await rows();
    expect(dead).toMatchObject({
      state: "dead",
      attempts: 3,
      finishedAt: at + 6 * MINUTE,
      lastError: "a negative number",
    });
    clock.advance(DAY);
    await run(count);
    expect(await rows()).toMatchObject([{ state: "dead" }]);

    expect(await transaction((tx) => retryDead(tx, dead!.id))).toBe(true);
    expect(await rows()).toMatchObject([{ state: "ready", attempts: 0, runAt: clock.now() }]);
    expect(await transaction((tx) => retryDead(tx, dead!.id))).toBe(false);
  });

  test("a payload that does not parse is dead at once and says where it is wrong", async () => {
    const loose = { kind: count.kind, payload: z.unknown() };
    await transaction((tx) => enqueue(tx, loose, { n: "one" }));
    await add(2);
    expect(await run(count)).toBe(1);
    const [wrong, right] = await rows();
    expect(wrong).toMatchObject({ state: "dead", attempts: 1 });
    expect(wrong?.lastError).toMatch(/does not parse.*"n"/s);
    expect(right).toMatchObject({ state: "done" });
  });

  test("a job of an unknown kind stays, and the log names its kind", async () => {
    const warned: unknown[] = [];
    await transaction((tx) => enqueue(tx, { kind: "unheard-of", payload: z.object({}) }, {}));
    await add(1);
    const runner = await start([count], {
      log: { ...silent, warn: (_message, fields) => void warned.push(fields?.kind) },
    });
    await runner.drain();
    expect(warned).toEqual(["unheard-of"]);
    expect((await rows()).map(({ kind, state }) => [kind, state])).toEqual([
      ["unheard-of", "ready"],
      ["probe.count", "done"],
    ]);
  });

  test("a job that returns without finishing has failed; a dead one is told to the log as an error", async () => {
    const told: unknown[] = [];
    const lazy = defineJob({ kind: "lazy", payload: z.object({}), retry: [], run: async () => undefined });
    await transaction((tx) => enqueue(tx, lazy, {}));
    const runner = await start([lazy], {
      log: { ...silent, error: (_message, error) => void told.push(String(error)) },
    });
    await runner.drain();
    expect(await rows()).toMatchObject([{ state: "dead", lastError: "The job returned without calling finish." }]);
    expect(told).toEqual(["Error: The job returned without calling finish."]);
  });

  test("the row of a failed job keeps no parameter of the statement that failed", async () => {
    const blunt = defineJob({
      kind: "blunt",
      payload: z.object({}),
      retry: [],
      run: (_payload, { finish }) => finish((tx) => put(tx, "people's words", 1)),
    });
    await transaction((tx) => put(tx, "people's words", 1));
    await transaction((tx) => enqueue(tx, blunt, {}));
    await run(blunt);
    const [row] = await rows();
    expect(row?.state).toBe("dead");
    expect(row?.lastError).toMatch(/unique/i);
    expect(row?.lastError).not.toContain("people's words");
  });
});

describe("the runner", () => {
  test("a job runs at its time and not before; what is due first runs first", async () => {
    const order: number[] = [];
    const noted = defineJob({ ...count, run: ({ n }, { finish }) => finish(async () => void order.push(n)) });
    await add(3, { runAt: clock.now() + 3 * MINUTE });
    await add(1);
    await add(2, { runAt: clock.now() + 2 * MINUTE });
    expect((await claim(count.kind, 10, MINUTE)).map(({ payload }) => payload)).toEqual([{ n: 1 }]);
    clock.advance(MINUTE);
    await reclaim();
    await run(noted);
    expect(order).toEqual([1]);
    clock.advance(MINUTE - 1);
    await run(noted);
    expect(order).toEqual([1]);
    clock.advance(MINUTE + 1);
    await run(noted);
    expect(order).toEqual([1, 2, 3]);
  });

  test("a slow kind with a long queue leaves places to the others", async () => {
    let released = false;
    let running = 0;
    const slow = defineJob({
      kind: "slow",
      payload: z.object({}),
      retry: [],
      async run(_payload, { finish }) {
        running++;
        await until(() => released);
        await finish(async () => undefined);
      },
    });
    await transaction(async (tx) => {
      for (let n = 0; n < 10; n++) await enqueue(tx, slow, {});
      for (const n of upTo(10)) await enqueue(tx, count, { n });
    });
    const runner = await start([slow, count]);
    await until(async () => Object.keys(await traces("counted:")).length === 10);
    expect(running).toBe(2);
    released = true;
    await runner.drain();
    expect(running).toBe(10);
  });

  test("stopping gives back untried what does not end in time, and waits for what does", async () => {
    let running = 0;
    const patient = defineJob({
      kind: "patient",
      payload: z.object({ obeys: z.boolean() }),
      retry: [],
      async run({ obeys }, { finish, signal }) {
        running++;
        await until(() => signal.aborted);
        if (obeys) await finish(async () => undefined);
        else await new Promise(() => undefined);
      },
    });
    await transaction(async (tx) => {
      await enqueue(tx, patient, { obeys: true });
      await enqueue(tx, patient, { obeys: false });
    });
    const runner = await startRunner({ kinds: [patient], concurrency: 4, log: silent });
    await until(() => running === 2);
    await runner.stop(2_000);
    expect((await rows()).map(({ state, attempts }) => [state, attempts]).sort()).toEqual([
      ["done", 1],
      ["ready", 0],
    ]);
  });

  test("a runner is woken by a commit here and finds what another process made", async () => {
    const runner = await start([count]);
    await add(1);
    await until(async () => "1" in (await traces("counted:")));
    clock.set(Date.now() + MINUTE);
    const other = startChild("child-slot", database.url());
    await other.line("ready");
    other.tell("go");
    await until(async () => Object.keys(await traces("counted:")).length === 20);
    await runner.drain();
  });
});
