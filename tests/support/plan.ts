import Database from "better-sqlite3";
import pg from "pg";
import { engine } from "@/platform/db";

/**
 * How the engine would run a statement taken from `collectStatements`, in its own words. PostgreSQL is told to prefer
 * indices, as it would at a size that tests never reach.
 */
export async function planOf(url: string, sql: string): Promise<string> {
  if (engine === "sqlite") {
    const db = new Database(url, { readonly: true });
    const marks = sql.replace(/'[^']*'/g, "").split("?").length - 1;
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(marks).fill(null)) as { detail: string }[];
    db.close();
    return steps.map(({ detail }) => detail).join("\n");
  }
  const marks = Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("ANALYZE");
    for (const way of ["seqscan", "bitmapscan", "hashjoin", "mergejoin", "incremental_sort"])
      await client.query(`SET enable_${way} = off`);
    await client.query("SET plan_cache_mode = force_generic_plan");
    await client.query(`PREPARE asked AS ${sql}`);
    const values = Array(marks).fill("NULL").join(", ");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN EXECUTE asked(${values})`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.end();
  }
}

/** The steps of a plan that put rows in order after reading them. */
export const sortsIn = (plan: string): string[] =>
  plan.split("\n").filter((line) => /TEMP B-TREE FOR (LAST .* )?ORDER BY|^\s*(->)?\s*(Incremental )?Sort\b/.test(line));

/** The tables that a plan reads from end to end, since no index serves the condition. */
export const scansIn = (plan: string): string[] =>
  plan
    .split("\n")
    .flatMap((line) => /^SCAN (?!CONSTANT)(\w+)(?!.*USING)|Seq Scan on (\w+)/.exec(line)?.slice(1) ?? [])
    .filter((table) => table !== undefined);
