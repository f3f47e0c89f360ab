import { and, eq, inArray, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { crashpoint } from "../crashpoint";
import { type TransactionOptions, type Tx, transaction } from "../db";
import { jobs } from "../db/schema/platform";
import type { Claimed } from "./claim";

/** Another runner took the job over, since this one held it for longer than its lease. Nothing was written. */
export class LeaseLost extends Error {
  constructor(job: Claimed) {
    super(`The lease of job ${job.id} (${job.kind}) was lost.`);
  }
}

const held = (job: Claimed) => and(eq(jobs.id, job.id), eq(jobs.leaseToken, job.token));
const unleased = { leaseToken: null, leaseUntil: null } as const;

/**
 * Ends a job in the transaction of its effects.
 * @throws LeaseLost when the token is not the job's any more; then the effects did not happen.
 */
export async function finish<T>(
  job: Claimed,
  effects: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const result = await transaction(options, async (tx) => {
    const done = { ...unleased, state: "done", finishedAt: now(), lastError: null } as const;
    const mine = await tx.update(jobs).set(done).where(held(job)).returning({ id: jobs.id });
    if (mine.length === 0) throw new LeaseLost(job);
    const given = await effects(tx);
    crashpoint("jobs.finishing");
    return given;
  });
  crashpoint("jobs.finished");
  return result;
}

/** What becomes of a job that did not finish. */
export type Sequel = { state: "ready"; runAt: number } | { state: "dead" };

/** Writes down why a job did not finish and what becomes of it. False when the lease was lost. */
export async function fail(job: Claimed, sequel: Sequel, reason: string): Promise<boolean> {
  const end = sequel.state === "dead" ? { finishedAt: now() } : {};
  const set = { ...unleased, ...sequel, ...end, lastError: reason };
  return transaction({ kind: "queue" }, async (tx) => {
    const mine = await tx.update(jobs).set(set).where(held(job)).returning({ id: jobs.id });
    crashpoint("jobs.failing");
    return mine.length > 0;
  });
}

/** Holds jobs for `leaseMs` from now, and gives those of them that are still held. */
export async function extend(claimed: readonly Claimed[], leaseMs: number): Promise<Set<string>> {
  if (claimed.length === 0) return new Set();
  const rows = await transaction({ kind: "queue" }, (tx) =>
    tx
      .update(jobs)
      .set({ leaseUntil: now() + leaseMs })
      .where(among(claimed))
      .returning({ id: jobs.id }),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Gives jobs back untried: the process is stopping. */
export async function release(claimed: readonly Claimed[]): Promise<void> {
  if (claimed.length === 0) return;
  const back = { ...unleased, state: "ready", attempts: sql`${jobs.attempts} - 1` } as const;
  await transaction({ kind: "queue" }, (tx) =>
    tx.update(jobs).set(back).where(among(claimed)).returning({ id: jobs.id }),
  );
}

const among = (claimed: readonly Claimed[]) =>
  and(
    inArray(jobs.id, [...new Set(claimed.map(({ id }) => id))]),
    inArray(jobs.leaseToken, [...new Set(claimed.map(({ token }) => token))]),
  );
