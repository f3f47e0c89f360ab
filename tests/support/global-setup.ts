import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migratePostgres } from "@/platform/db/migrate-postgres";
import { migrateSqlite } from "@/platform/db/migrate-sqlite";
import { readMigrations } from "@/platform/db/migrations";
import { startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated SQLite file to copy, or the URL of a PostgreSQL server whose database `template` is migrated. */
    template: string;
  }
}

const root = process.cwd();

/** Makes the migrated template that each test starts from, for the engine of this project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (project.name.includes("postgres")) {
    const server = await startPostgres();
    const admin = new pg.Client({ connectionString: server.url("postgres") });
    await admin.connect();
    await admin.query("CREATE DATABASE template");
    await admin.end();
    await migratePostgres(server.url("template"), readMigrations(root, "postgres"));
    project.provide("template", server.url("template"));
    return server.stop;
  }
  const folder = mkdtempSync(join(tmpdir(), "tidings-lite-"));
  await migrateSqlite(join(folder, "template.db"), readMigrations(root, "sqlite"), null);
  project.provide("template", join(folder, "template.db"));
  return async () => rmSync(folder, { recursive: true, force: true });
}
