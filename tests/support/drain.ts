import { MINUTE, now } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import type { LoggedEvent, Subscriber } from "@/platform/events";
import { follow } from "@/platform/events/follow";
import { relayPass } from "@/platform/events/pass";
import type { JobKind } from "@/platform/jobs";
import { claim, nextRuns } from "@/platform/jobs/claim";
import { execute } from "@/platform/jobs/execute";
import { silent } from "./log";

export type DrainOptions = {
  subscribers: readonly Subscriber[];
  jobKinds: readonly JobKind[];
  /** Told of settled events, as the realtime side is. */
  onSequenced?: (events: readonly LoggedEvent[]) => void | Promise<void>;
  /** Whether a job or handler that throws belongs to the test; otherwise draining throws its error. */
  tolerant?: boolean;
};

/**
 * Runs the relay and the jobs that are due by the (fake) clock until nothing is left, in this process, one job at a
 * time in order of `runAt`: the same input always gives the same result. Gives how many jobs finished.
 * @throws the first error of a job or handler, when all is quiet, unless `tolerant`.
 */
export async function drain({ subscribers, jobKinds, onSequenced, tolerant = false }: DrainOptions): Promise<number> {
  const errors: unknown[] = [];
  const log = { ...silent, error: (_message: string, error?: unknown) => void errors.push(error) };
  const pass = relayPass(subscribers, [0, 0], log);
  await pass.begin();
  const handOver = await follow(onSequenced ?? (() => undefined));
  for (const { begin } of jobKinds) if (begin) await transaction(begin);

  const names = jobKinds.map(({ kind }) => kind);
  let done = 0;
  for (let busy = true; busy; ) {
    busy = (await pass()).moved;
    busy = (await handOver()) || busy;
    const [next] = [...(await nextRuns(reader(), names))].sort((a, b) => a[1] - b[1]);
    if (!next || next[1] > now()) continue;
    const kind = jobKinds.find((one) => one.kind === next[0])!;
    for (const job of await claim(kind.kind, 1, MINUTE)) {
      const outcome = await execute(kind, job, new AbortController().signal, silent);
      if (outcome.state === "done") done++;
      if ("error" in outcome) errors.push(outcome.error);
    }
    busy = true;
  }
  if (errors.length > 0 && !tolerant) throw errors[0];
  return done;
}
