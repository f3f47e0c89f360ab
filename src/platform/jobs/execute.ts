import { now } from "@/kernel/clock";
import type { Logger } from "../logger";
import { reasonOf } from "../reason";
import type { Claimed } from "./claim";
import type { JobKind } from "./define";
import { fail, finish, LeaseLost, release } from "./lease";

/** The reason of an aborted signal when the process stops; a job that ends because of it is given back untried. */
export const STOPPING = "the process is stopping";

export type Outcome = { state: "done" | "lost" | "released" } | { state: "retrying" | "dead"; error: unknown };

/** Runs one claimed job to its end, whatever that is. Never throws but for the database. */
export async function execute(kind: JobKind, job: Claimed, signal: AbortSignal, log: Logger): Promise<Outcome> {
  const fields = { job: job.id, kind: job.kind, attempt: job.attempt };
  const bury = async (error: unknown): Promise<Outcome> => {
    if (!(await fail(job, { state: "dead" }, reasonOf(error)))) return { state: "lost" };
    log.error("A job is dead: it will not be tried again by itself", error, fields);
    return { state: "dead", error };
  };

  if (job.attempt > kind.retry.length + 1) return bury(new Error("Its process ended each time while it ran."));
  const payload = kind.payload.safeParse(job.payload);
  if (!payload.success) return bury(new Error(`Its payload does not parse: ${payload.error.message}`));

  let finished = false;
  try {
    await kind.run(payload.data, {
      jobId: job.id,
      attempt: job.attempt,
      signal,
      async finish(effects, options) {
        const result = await finish(job, effects, options);
        finished = true;
        return result;
      },
    });
    if (!finished) throw new Error("The job returned without calling finish.");
    return { state: "done" };
  } catch (error) {
    if (finished) {
      log.error("A job threw after it had finished", error, fields);
      return { state: "done" };
    }
    if (signal.aborted && signal.reason === STOPPING) {
      await release([job]);
      return { state: "released" };
    }
    if (error instanceof LeaseLost) {
      log.warn("A job's lease was lost; another runner has it", fields);
      return { state: "lost" };
    }
    const wait = kind.retry[job.attempt - 1];
    if (wait === undefined) return bury(error);
    if (!(await fail(job, { state: "ready", runAt: now() + wait }, reasonOf(error)))) return { state: "lost" };
    log.warn("A job failed; it will be tried again", { ...fields, waitMs: wait, reason: reasonOf(error) });
    return { state: "retrying", error };
  }
}
