import type { z } from "zod";
import type { TransactionOptions, Tx } from "../db";

/** Waits before the 2nd, 3rd, … try, in milliseconds; after the last one the job is dead. */
type RetryPolicy = readonly number[];

export type JobContext = {
  jobId: string;
  /** 1 at the first try. */
  attempt: number;
  /**
   * Ends the job in the same transaction as its effects: they happen exactly once, or not at all when the lease was
   * lost meanwhile. Called once, as the last thing that a job does. The options are those of `transaction`.
   */
  finish<T>(effects: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Whether the lease was lost or the process is stopping: a long job asks between steps. */
  signal: AbortSignal;
};

export type JobKind<P = unknown> = {
  kind: string;
  payload: z.ZodType<P>;
  retry: RetryPolicy;
  /** How many may run at once in one process; half of the runner's places when absent, so that no kind takes them all. */
  places?: number;
  /**
   * Makes the job of the present slot, for a kind that renews itself: called when a runner starts and now and then
   * afterwards, so it must do nothing when that slot was made already (`dedupeKey`).
   */
  begin?(tx: Tx): Promise<void>;
  run(payload: P, context: JobContext): Promise<void>;
};

/** Declares a kind of job. `run` ends by calling `context.finish`; what it throws is tried again by `retry`. */
export const defineJob = <P>(job: JobKind<P>): JobKind<P> => job;
