import { expect, test } from "vitest";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import { startChild } from "../support/child";
import { useDatabase } from "../support/database";
import { count, onceEach, traces, upTo } from "./probe";

const database = useDatabase();

async function makeJobs(size: number): Promise<string[]> {
  const at = now();
  const due = { kind: count.kind, state: "ready", runAt: at, attempts: 0, createdAt: at } as const;
  const rows = upTo(size).map((n) => ({ ...due, id: newId(), payload: { n } }));
  for (let from = 0; from < size; from += 1_000)
    await transaction((tx) =>
      tx
        .insert(jobs)
        .values(rows.slice(from, from + 1_000))
        .returning({ id: jobs.id }),
    );
  return rows.map(({ id }) => id);
}

const distinctStates = () => reader().selectDistinct({ state: jobs.state, attempts: jobs.attempts }).from(jobs);

test("20,000 jobs over four claiming processes are claimed once each", { timeout: 120_000 }, async () => {
  const made = await makeJobs(20_000);
  const claimers = upTo(4).map(() => startChild("child-claimer", database.url()));
  for (const claimer of claimers) await claimer.line("ready");
  for (const claimer of claimers) claimer.tell("go");
  const shares = await Promise.all(claimers.map(async (claimer) => (await claimer.line("got")).split(" ")));
  const got = shares.flat().filter((id) => id !== "");
  expect(got).toHaveLength(made.length);
  expect(new Set(got)).toEqual(new Set(made));
  // They did claim beside each other.
  expect(shares.filter(([first]) => first !== "").length).toBeGreaterThan(1);
  expect(await distinctStates()).toEqual([{ state: "running", attempts: 1 }]);
});

test("four runners in four processes run each job once", { timeout: 120_000 }, async () => {
  await makeJobs(120);
  const runners = upTo(4).map(() => startChild("child-runner", database.url()));
  for (const runner of runners) await runner.ended();
  expect(await traces("counted:")).toEqual(onceEach(120));
  expect(await distinctStates()).toEqual([{ state: "done", attempts: 1 }]);
});
