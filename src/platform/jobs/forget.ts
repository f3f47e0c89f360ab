import { inArray } from "drizzle-orm";
import type { Tx } from "../db";
import { jobs } from "../db/schema/platform";

/** How many keys one statement names: far below what either engine binds. */
const CHUNK = 500;

/** Deletes why the jobs with these keys failed: what another machine answered may name somebody. */
export async function forgetErrors(tx: Tx, dedupeKeys: readonly string[]): Promise<void> {
  for (let from = 0; from < dedupeKeys.length; from += CHUNK)
    await tx
      .update(jobs)
      .set({ lastError: null })
      .where(inArray(jobs.dedupeKey, dedupeKeys.slice(from, from + CHUNK)));
}
