import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "../db";
import { jobs } from "../db/schema/platform";
import { wake } from "../wake";
import type { JobKind } from "./define";

export type EnqueueOptions = {
  /** Not before this instant; at once when absent. */
  runAt?: number;
  /** One job per key: a second one is silently not made. A schedule's key is its slot. */
  dedupeKey?: string;
};

/** The only way to make a job: in the transaction whose commit makes it due. */
export async function enqueue<P>(
  tx: Tx,
  job: Pick<JobKind<P>, "kind" | "payload">,
  payload: P,
  { runAt, dedupeKey }: EnqueueOptions = {},
): Promise<void> {
  const at = now();
  await tx
    .insert(jobs)
    .values({
      id: newId(),
      kind: job.kind,
      payload: job.payload.parse(payload),
      dedupeKey: dedupeKey ?? null,
      state: "ready",
      runAt: runAt ?? at,
      attempts: 0,
      createdAt: at,
    })
    .onConflictDoNothing({ target: jobs.dedupeKey });
  tx.afterCommit(() => wake("jobs"));
}
