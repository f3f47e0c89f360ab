import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema/platform";
import { eventsAfter } from "@/platform/events";
import { cleanJobs, enqueue, retryDead } from "@/platform/jobs";
import { claim, nextRuns, reclaim, strangers } from "@/platform/jobs/claim";
import { extend, release } from "@/platform/jobs/lease";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { planOf, scansIn, sortsIn } from "../support/plan";
import { count, emitNumbers, probe } from "./probe";

const database = useDatabase();
const tables = ["events", "jobs", "relay_cursors"];
const isTable = (name: string): boolean => tables.includes(name);
const job = { id: newId(), kind: "k", payload: {}, attempt: 1, token: newId() };

/** Parts of the data layer that run all day, whatever the size of the log and of the queue. */
const parts: [string, () => Promise<unknown>][] = [
  ["reading the log", () => eventsAfter(reader(), 5, 100)],
  ["a round of the relay", async () => drain({ subscribers: [probe], jobKinds: [] })],
  ["claiming", () => claim(count.kind, 10, MINUTE)],
  ["taking back what was abandoned", () => reclaim()],
  ["looking for the next run", () => nextRuns(reader(), [count.kind, "mail", "digest"])],
  ["looking for unknown kinds", () => strangers(reader(), [count.kind])],
  ["holding and giving back", async () => [await extend([job], MINUTE), await release([job])]],
  ["running and cleaning", () => drain({ subscribers: [], jobKinds: [count, cleanJobs] })],
  ["trying a dead one again", () => transaction((tx) => retryDead(tx, job.id))],
];

test.each(parts)("every statement of %s is served by an index", async (_, part) => {
  await emitNumbers(1, 3);
  await transaction((tx) => enqueue(tx, count, { n: 1 }));
  const { statements } = await collectStatements(part);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of new Set(statements)) {
    const plan = await planOf(database.url(), statement);
    expect({ statement, plan, scans: scansIn(plan).filter(isTable) }).toEqual({ statement, plan, scans: [] });
  }
});

test("what must come in order is read in order: nothing is sorted", async () => {
  const { statements } = await collectStatements(async () => {
    await eventsAfter(reader(), 5, 100);
    await claim(count.kind, 10, MINUTE);
    await drain({ subscribers: [], jobKinds: [cleanJobs] });
    await strangers(reader(), [count.kind]);
  });
  for (const statement of new Set(statements)) {
    const plan = await planOf(database.url(), statement);
    expect({ statement, sorts: sortsIn(plan) }).toEqual({ statement, sorts: [] });
  }
});

test("a statement that no index serves is noticed", async () => {
  const unserved = async () => reader().select().from(jobs).where(eq(jobs.lastError, "x")).orderBy(asc(jobs.attempts));
  const { statements } = await collectStatements(unserved);
  const plan = await planOf(database.url(), statements.join());
  expect(scansIn(plan)).toEqual(["jobs"]);
  expect(sortsIn(plan)).not.toEqual([]);
});
