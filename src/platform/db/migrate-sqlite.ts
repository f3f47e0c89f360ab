import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { now } from "@/kernel/clock";
import { crashpoint } from "../crashpoint";
import { type Applied, type Migration, pending } from "./migrations";

/** Another process may hold the file for as long as its own migration takes. */
const LOCK_MS = 60_000;

/** Applies what is missing to a SQLite file; see `migrate`. */
export async function migrateSqlite(path: string, migrations: Migration[], backups: string | null): Promise<string[]> {
  const db = new Database(path, { timeout: LOCK_MS });
  try {
    db.pragma("journal_mode = WAL");
    db.exec(
      "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at integer NOT NULL)",
    );
    const steps = pending(migrations, applied(db));
    if (steps.length === 0) return [];
    if (backups && applied(db).length > 0) backUp(db, backups, steps[0]!.name);

    // A rebuild of a parent table would otherwise empty its children; outside a transaction, where alone it has effect.
    db.pragma("foreign_keys = OFF");
    crashpoint("migrate.backed-up");
    db.exec("BEGIN EXCLUSIVE");
    try {
      // Under the lock, look again: another process may have been faster.
      const names = pending(migrations, applied(db)).map((step) => {
        for (const statement of step.statements) db.exec(statement);
        db.prepare("INSERT INTO migrations VALUES (?, ?, ?)").run(step.name, step.checksum, now());
        crashpoint("migrate.stepped");
        return step.name;
      });
      const broken = db.pragma("foreign_key_check") as { table: string }[];
      if (broken.length > 0)
        throw new Error(
          `The migration would leave ${broken.length} rows of "${broken[0]!.table}" without their parent.`,
        );
      db.exec("COMMIT");
      crashpoint("migrate.committed");
      return names;
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  } finally {
    db.close();
  }
}

const applied = (db: Database.Database) =>
  db.prepare("SELECT name, checksum FROM migrations ORDER BY name").all() as Applied[];

function backUp(db: Database.Database, folder: string, before: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(now()).toISOString().replace(/[:.]/g, "-");
  db.prepare("VACUUM INTO ?").run(join(folder, `${stamp}-before-${before}.db`));
}
