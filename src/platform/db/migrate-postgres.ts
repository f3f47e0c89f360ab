import pg from "pg";
import { crashpoint } from "../crashpoint";
import { type Applied, type Migration, pending } from "./migrations";

/** Any fixed number: processes that start together take turns. */
const LOCK = 7_304_982;

/** Applies what is missing to a PostgreSQL database; see `migrate`. Backups there are the host's (pg_dump). */
export async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(
      "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz(3) NOT NULL DEFAULT now())",
    );
    const { rows } = await client.query<Applied>("SELECT name, checksum FROM migrations ORDER BY name");
    const steps = pending(migrations, rows);
    await client.query("BEGIN");
    try {
      for (const step of steps) {
        for (const statement of step.statements) await client.query(statement);
        await client.query("INSERT INTO migrations (name, checksum) VALUES ($1, $2)", [step.name, step.checksum]);
        crashpoint("migrate.stepped");
      }
      await client.query("COMMIT");
      crashpoint("migrate.committed");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    }
    return steps.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
