import pg from "pg";
import { SECOND } from "@/kernel/clock";

/** Whoever waits for a table makes everybody behind wait too: after so long it is given up, and tried again later. */
const LOCK_MS = 5 * SECOND;

/**
 * Writes tables of PostgreSQL anew, one after another, so that nothing deleted is left between their rows: a plain VACUUM
 * gives the room back without wiping it. Each is closed to everybody while that lasts, about a second for 100 MB. On a
 * connection of its own, since VACUUM runs in no transaction.
 * @throws Error when one was not to be had within five seconds; those before it are done.
 */
export async function rewriteTables(url: string, tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_MS}`);
    for (const table of tables) await client.query(`vacuum full ${client.escapeIdentifier(table)}`);
  } finally {
    await client.end();
  }
}
