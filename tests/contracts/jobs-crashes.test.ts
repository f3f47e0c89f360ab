import { asc } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import { enqueue } from "@/platform/jobs";
import { reclaim } from "@/platform/jobs/claim";
import { killAt } from "../support/child";
import { useClock } from "../support/clock";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { count, onceEach, traces } from "./probe";

const database = useDatabase();
const clock = useClock();
const rows = () => reader().select().from(jobs).orderBy(asc(jobs.runAt), asc(jobs.id));
const add = (n: number): Promise<void> => transaction((tx) => enqueue(tx, count, { n }));
const run = () => drain({ subscribers: [], jobKinds: [count], tolerant: true });

describe("crashes", () => {
  const points = ["jobs.claiming", "jobs.claimed", "jobs.finishing", "jobs.finished"];
  test.each(points)("a runner killed at %s loses no job and repeats no effect", async (point) => {
    clock.set(Date.now());
    for (const n of [1, 2, 3]) await add(n);
    await killAt(point, "child-runner", database.url());
    clock.set(Date.now() + 10 * MINUTE);
    await reclaim();
    await run();
    expect(await traces("counted:")).toEqual(onceEach(3));
    expect((await rows()).map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });

  test("a runner killed at jobs.failing has not used up the job's next try", async () => {
    clock.set(Date.now());
    await add(-1);
    await killAt("jobs.failing", "child-runner", database.url());
    clock.set(Date.now() + 10 * MINUTE);
    await reclaim();
    await run();
    expect(await rows()).toMatchObject([{ state: "ready", attempts: 2, lastError: "a negative number" }]);
  });
});
