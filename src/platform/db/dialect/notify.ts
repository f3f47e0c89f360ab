import { sql } from "drizzle-orm";
import { engine } from "../engine";
import type { Tx } from "../types";

/** Tells the other processes, when this transaction commits, that there is something new to read. SQLite has one process. */
export async function notifyOthers(tx: Tx, channel: string): Promise<void> {
  if (engine === "sqlite") return;
  await tx.select({ sent: sql`pg_notify(${channel}, '')` }).from(sql`(select 1) as one`);
}
