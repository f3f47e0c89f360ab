import { and, asc, eq, inArray, lte, notInArray, type SQL, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { crashpoint } from "../crashpoint";
import { type Read, reader, transaction } from "../db";
import { skipLocked } from "../db/dialect/skip-locked";
import { jobs } from "../db/schema/platform";

/** A job that a runner holds until it finishes or fails it, or its lease ends. */
export type Claimed = { id: string; kind: string; payload: unknown; attempt: number; token: string };

/** Predicates of partial indexes are literals, or the planner does not see that they match. */
const ready: SQL = sql`state = 'ready'`;
const running: SQL = sql`state = 'running'`;

/** Takes due jobs of a kind, at most `limit`, for `leaseMs`. No two claimers, in whatever process, get the same job. */
export async function claim(kind: string, limit: number, leaseMs: number): Promise<Claimed[]> {
  const at = now();
  const token = newId();
  const rows = await transaction({ kind: "queue" }, async (tx) => {
    const due = tx.$with("due", { id: jobs.id }).as(
      sql`select id from ${jobs} where ${and(ready, eq(jobs.kind, kind), lte(jobs.runAt, at))}
          order by ${jobs.runAt}, ${jobs.id} limit ${limit} ${skipLocked}`,
    );
    const taken = await tx
      .with(due)
      .update(jobs)
      .set({ state: "running", leaseToken: token, leaseUntil: at + leaseMs, attempts: sql`${jobs.attempts} + 1` })
      .where(inArray(jobs.id, tx.select({ id: due.id }).from(due)))
      .returning({ id: jobs.id, kind: jobs.kind, payload: jobs.payload, attempt: jobs.attempts, runAt: jobs.runAt });
    crashpoint("jobs.claiming");
    return taken;
  });
  crashpoint("jobs.claimed");
  return rows
    .sort((a, b) => a.runAt - b.runAt || (a.id < b.id ? -1 : 1))
    .map(({ runAt: _, ...job }) => ({ ...job, token }));
}

/** Makes jobs whose lease ran out claimable again: their process died, or stood still. */
export async function reclaim(): Promise<number> {
  const abandoned = and(running, lte(jobs.leaseUntil, now()));
  const some = await reader().select({ id: jobs.id }).from(jobs).where(abandoned).limit(1);
  if (some.length === 0) return 0;
  return transaction({ kind: "queue" }, async (tx) => {
    const back = { state: "ready", leaseToken: null, leaseUntil: null } as const;
    return (await tx.update(jobs).set(back).where(abandoned).returning({ id: jobs.id })).length;
  });
}

/** For each kind that has jobs waiting, when the first of them may run. One probe of an index for each kind. */
export async function nextRuns(read: Read, kinds: readonly string[]): Promise<Map<string, number>> {
  if (kinds.length === 0) return new Map();
  const first = (kind: string) =>
    sql`select kind, run_at from (select kind, run_at from ${jobs} where ${and(ready, eq(jobs.kind, kind))}
        order by ${jobs.runAt} limit 1) as one`;
  const rows = await read
    .select({ kind: sql<string>`kind`, runAt: sql<number>`run_at`.mapWith(jobs.runAt) })
    .from(sql`(${sql.join(kinds.map(first), sql` union all `)}) as firsts`);
  return new Map(rows.map(({ kind, runAt }) => [kind, runAt]));
}

/** Kinds that have jobs waiting but are not among those given. */
export async function strangers(read: Read, kinds: readonly string[]): Promise<string[]> {
  const rows = await read
    .selectDistinct({ kind: jobs.kind })
    .from(jobs)
    .where(and(ready, notInArray(jobs.kind, [...kinds])))
    .orderBy(asc(jobs.kind));
  return rows.map(({ kind }) => kind);
}
