import { and, eq, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import type { Tx } from "../db";
import { jobs } from "../db/schema/platform";
import { wake } from "../wake";

/** Lets a dead job run again from its first try. False when there is no dead job of this id. */
export async function retryDead(tx: Tx, jobId: string): Promise<boolean> {
  const again = { state: "ready", attempts: 0, runAt: now(), finishedAt: null } as const;
  const rows = await tx
    .update(jobs)
    .set(again)
    .where(and(eq(jobs.id, jobId), sql`state = 'dead'`))
    .returning({ id: jobs.id });
  tx.afterCommit(() => wake("jobs"));
  return rows.length > 0;
}
