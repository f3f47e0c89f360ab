import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import { cleanJobs, enqueue, type JobKind } from "@/platform/jobs";
import { startChild } from "../support/child";
import { useClock } from "../support/clock";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { count, onceEach, traces } from "./probe";

const database = useDatabase();
const clock = useClock();
const rows = () => reader().select().from(jobs);
const add = (n: number, options = {}): Promise<void> => transaction((tx) => enqueue(tx, count, { n }, options));
const run = (...kinds: JobKind[]) => drain({ subscribers: [], jobKinds: kinds, tolerant: true });

describe("keys and schedules", () => {
  test("two processes that make the job of the same slot make one, which runs once", async () => {
    const both = [startChild("child-slot", database.url()), startChild("child-slot", database.url())];
    for (const child of both) await child.line("ready");
    for (const child of both) child.tell("go");
    for (const child of both) await child.ended();
    expect(await rows()).toHaveLength(20);
    clock.set(Date.now() + MINUTE);
    expect(await run(count)).toBe(20);
    expect(await traces("counted:")).toEqual(onceEach(20));
    await add(1, { dedupeKey: "slot:1" });
    expect(await run(count)).toBe(0);
  });

  test("finished jobs go after seven days, those with a key after sixty, and cleaning makes its own next day", async () => {
    await add(1);
    await add(2, { dedupeKey: "slot:2" });
    await run(count);
    const left = async () => (await rows()).filter(({ kind }) => kind === count.kind).map(({ dedupeKey }) => dedupeKey);
    const clean = () => run(cleanJobs);
    clock.advance(6 * DAY);
    await clean();
    expect(await left()).toHaveLength(2);
    clock.advance(DAY);
    expect(await clean()).toBe(1);
    expect(await clean()).toBe(0);
    expect(await left()).toEqual(["slot:2"]);
    clock.advance(52 * DAY);
    await clean();
    expect(await left()).toEqual(["slot:2"]);
    clock.advance(DAY);
    await clean();
    expect(await left()).toEqual([]);
    const waiting = (await rows()).filter(({ state }) => state === "ready");
    expect(waiting).toMatchObject([{ kind: "jobs.clean", runAt: (Math.floor(clock.now() / DAY) + 1) * DAY }]);
  });
});
