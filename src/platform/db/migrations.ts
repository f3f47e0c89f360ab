import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./engine";

export type Migration = { name: string; checksum: string; statements: string[] };
export type Applied = { name: string; checksum: string };

/** A step that has to run, or a reason why this program must not touch this database. */
export class MigrationRefused extends Error {}

/** Reads the migrations of an engine, in order. `root` holds the folder `drizzle/`. */
export function readMigrations(root: string, of: Engine): Migration[] {
  const folder = join(root, "drizzle", of);
  if (!existsSync(folder))
    throw new MigrationRefused(`The folder ${folder} is missing: this installation is incomplete.`);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const statements = text.split("--> statement-breakpoint").map((statement) => statement.trim());
      return {
        name: file.slice(0, -".sql".length),
        checksum: createHash("sha256").update(text).digest("hex"),
        statements: statements.filter((statement) => statement !== ""),
      };
    });
}

/**
 * What is still to be applied.
 * @throws MigrationRefused when the database knows a migration that this program does not (it is older than its
 * database), or knows one under another checksum (a landed migration was edited).
 */
export function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (!migration)
      throw new MigrationRefused(
        `This database was used by a newer Tidings: it holds the migration "${name}", which this version does not know. Start the newer version, or restore the backup made before the upgrade.`,
      );
    if (migration.checksum !== checksum)
      throw new MigrationRefused(
        `The migration "${name}" differs from the one that this database was made with. Restore the original file.`,
      );
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}
