import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { MINUTE, now, SECOND } from "@/kernel/clock";
import { reader, transaction } from "../db";
import type { Logger } from "../logger";
import { Sleeper } from "../sleeper";
import { onWake } from "../wake";
import { type Claimed, claim, nextRuns, reclaim, strangers } from "./claim";
import type { JobKind } from "./define";
import { execute, STOPPING } from "./execute";
import { extend, LeaseLost, release } from "./lease";

const POLL_MS = SECOND;
const LEASE_MS = MINUTE;
/** How often schedules are made sure of, and jobs of unknown kinds spoken of. */
const TEND_MS = 10 * MINUTE;

export type RunnerOptions = {
  kinds: readonly JobKind[];
  /** How many jobs run at once. */
  concurrency: number;
  log: Logger;
  /** For how long a job is held without a sign of life; a third of it is the heartbeat. A minute when absent. */
  leaseMs?: number;
};

export type Runner = {
  /** Takes no more jobs, tells those that run, waits for at most so many milliseconds and gives the rest back. */
  stop(graceMs: number): Promise<void>;
  /** Resolves when no job of these kinds that is due by an instant (now when absent) is left waiting or runs here. */
  drain(until?: number): Promise<void>;
};

type Run = { job: Claimed; abort: AbortController; ended: Promise<void> };

/** Starts to run jobs: when one is enqueued here, each second, and exactly when the next one falls due. */
export async function startRunner({ kinds, concurrency, log, leaseMs = LEASE_MS }: RunnerOptions): Promise<Runner> {
  const names = kinds.map(({ kind }) => kind);
  const runs = new Map<string, Run>();
  const sleeper = new Sleeper();
  const spokenOf = new Set<string>();
  let stopping = false;

  const running = (kind: string) => [...runs.values()].filter(({ job }) => job.kind === kind).length;
  const room = ({ kind, places = Math.ceil(concurrency / 2) }: JobKind) =>
    Math.min(places - running(kind), concurrency - runs.size);

  function start(kind: JobKind, job: Claimed): void {
    const abort = new AbortController();
    const ended = execute(kind, job, abort.signal, log)
      .catch((error) => log.error("A job's end could not be written down", error, { job: job.id, kind: job.kind }))
      .then(() => {
        runs.delete(job.token + job.id);
        sleeper.wake();
      });
    runs.set(job.token + job.id, { job, abort, ended });
  }

  /** Fills the free places, the longest waiting kind first, and gives the milliseconds until there may be more to do. */
  async function fill(): Promise<number> {
    await reclaim();
    const withRoom = kinds.filter((kind) => room(kind) > 0);
    const next = await nextRuns(
      reader(),
      withRoom.map(({ kind }) => kind),
    );
    const waiting = withRoom.filter(({ kind }) => next.has(kind));
    waiting.sort((a, b) => next.get(a.kind)! - next.get(b.kind)!);
    let wait = POLL_MS;
    for (const kind of waiting) {
      const free = room(kind);
      const due = next.get(kind.kind)! - now();
      if (free <= 0) continue;
      if (due > 0) wait = Math.min(wait, due);
      else {
        const claimed = await claim(kind.kind, free, leaseMs);
        for (const job of claimed) start(kind, job);
        if (claimed.length === free && room(kind) > 0) wait = 0;
      }
    }
    return wait;
  }

  async function tend(): Promise<void> {
    for (const { begin } of kinds) if (begin) await transaction(begin);
    for (const kind of await strangers(reader(), names)) {
      if (!spokenOf.has(kind)) log.warn("Jobs of an unknown kind are waiting; they stay", { kind });
      spokenOf.add(kind);
    }
  }

  async function beat(): Promise<void> {
    const all = [...runs.values()];
    const held = await extend(
      all.map(({ job }) => job),
      leaseMs,
    );
    for (const { job, abort } of all) if (!held.has(job.id)) abort.abort(new LeaseLost(job));
  }

  async function loop(): Promise<void> {
    let tended = Number.NEGATIVE_INFINITY;
    while (!stopping) {
      try {
        if (performance.now() - tended > TEND_MS) {
          await tend();
          tended = performance.now();
        }
        await sleeper.sleep(await fill());
        // Jobs that end in the same turn are replaced by one claim.
        await nextTurn();
      } catch (error) {
        log.error("The runner stumbled; it goes on", error);
        await pause(SECOND);
      }
    }
  }

  const hush = onWake("jobs", () => sleeper.wake());
  const heart = setInterval(
    () => void beat().catch((error) => log.error("Leases could not be extended", error)),
    leaseMs / 3,
  );
  const ended = loop();

  return {
    async stop(graceMs) {
      stopping = true;
      hush();
      sleeper.wake();
      await ended;
      for (const { abort } of runs.values()) abort.abort(STOPPING);
      const grace = new AbortController();
      await Promise.race([
        Promise.all([...runs.values()].map((run) => run.ended)),
        pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined),
      ]);
      grace.abort();
      clearInterval(heart);
      await release([...runs.values()].map(({ job }) => job));
    },
    async drain(until) {
      const limit = until ?? now();
      for (;;) {
        const next = await nextRuns(reader(), names);
        if (runs.size === 0 && Math.min(...next.values(), Number.POSITIVE_INFINITY) > limit) return;
        sleeper.wake();
        await Promise.race([...[...runs.values()].map((run) => run.ended), pause(20)]);
      }
    },
  };
}
