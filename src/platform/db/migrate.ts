import { engine } from "./engine";
import { migratePostgres } from "./migrate-postgres";
import { migrateSqlite } from "./migrate-sqlite";
import { readMigrations } from "./migrations";

export type MigrateOptions = { root: string; url: string; backups: string | null };

/**
 * Brings the database up to date, each migration whole or not at all, and gives the names of those that it applied.
 * `url` is a file path on SQLite. Before a change to a SQLite file that holds data, a copy goes into `backups`.
 */
export function migrate({ root, url, backups }: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(root, engine);
  return engine === "sqlite" ? migrateSqlite(url, migrations, backups) : migratePostgres(url, migrations);
}
