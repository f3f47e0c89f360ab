import { asc, inArray, lte } from "drizzle-orm";
import { z } from "zod";
import { DAY, HOUR, MINUTE, now } from "@/kernel/clock";
import { type Tx, transaction } from "../db";
import { tries } from "../db/schema/platform";
import { defineJob, enqueue } from "../jobs";

const BATCH = 500;

const today = () => Math.floor(now() / DAY);

/** Removes counts whose time is over, once a UTC day, and makes the next day's job of itself. */
export const cleanTries = defineJob({
  kind: "tries.clean",
  payload: z.object({}),
  retry: [MINUTE, 10 * MINUTE, HOUR],
  begin: (tx) => renew(tx, today()),
  async run(_payload, { finish, signal }) {
    while ((await transaction({ kind: "queue" }, removeSome)) === BATCH) signal.throwIfAborted();
    await finish((tx) => renew(tx, today() + 1));
  },
});

const renew = (tx: Tx, day: number): Promise<void> =>
  enqueue(tx, cleanTries, {}, { runAt: day * DAY, dedupeKey: `${cleanTries.kind}:${day}` });

async function removeSome(tx: Tx): Promise<number> {
  const over = await tx
    .select({ key: tries.key })
    .from(tries)
    .where(lte(tries.endsAt, now()))
    .orderBy(asc(tries.endsAt))
    .limit(BATCH);
  const keys = over.map(({ key }) => key);
  if (keys.length > 0) await tx.delete(tries).where(inArray(tries.key, keys)).returning({ key: tries.key });
  return keys.length;
}
