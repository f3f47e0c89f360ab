import { and, asc, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { DAY, HOUR, MINUTE, now } from "@/kernel/clock";
import { type Tx, transaction } from "../db";
import { jobs } from "../db/schema/platform";
import { defineJob } from "./define";
import { enqueue } from "./enqueue";

const KEEP_MS = 7 * DAY;
/** A row with a key is what stops its slot or effect from being made again. */
const KEEP_KEYS_MS = 60 * DAY;
const BATCH = 500;

const today = () => Math.floor(now() / DAY);

/** Removes finished jobs, once a UTC day, and makes the next day's job of itself. */
export const cleanJobs = defineJob({
  kind: "jobs.clean",
  payload: z.object({}),
  retry: [MINUTE, 10 * MINUTE, HOUR],
  begin: (tx) => renew(tx, today()),
  async run(_payload, { finish, signal }) {
    while ((await transaction({ kind: "queue" }, removeSome)) === BATCH) signal.throwIfAborted();
    await finish((tx) => renew(tx, today() + 1));
  },
});

const renew = (tx: Tx, day: number): Promise<void> =>
  enqueue(tx, cleanJobs, {}, { runAt: day * DAY, dedupeKey: `${cleanJobs.kind}:${day}` });

async function removeSome(tx: Tx): Promise<number> {
  const old = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        sql`state = 'done'`,
        lte(jobs.finishedAt, now() - KEEP_MS),
        or(isNull(jobs.dedupeKey), lte(jobs.finishedAt, now() - KEEP_KEYS_MS)),
      ),
    )
    .orderBy(asc(jobs.finishedAt), asc(jobs.id))
    .limit(BATCH);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(jobs).where(inArray(jobs.id, ids)).returning({ id: jobs.id });
  return ids.length;
}
