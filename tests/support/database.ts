import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { closeDatabase, engine, openDatabase } from "@/platform/db";

type Options = {
  /** What a database lasts for; `file` is for tests that leave it as they found it. */
  per?: "test" | "file";
  /** Whether a transaction that waits for anything but the database fails. */
  strict?: boolean;
};

/**
 * Gives each test of a file a migrated, empty database of the project's engine: a copied file on SQLite; on PostgreSQL
 * one database per file, emptied between tests.
 */
export function useDatabase({ per = "test", strict = true }: Options = {}): { url: () => string } {
  let url = "";
  const before = per === "test" ? beforeEach : beforeAll;
  const after = per === "test" ? afterEach : afterAll;
  if (engine === "sqlite") {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "tidings-test-"));
      url = join(folder, "tidings.db");
      copyFileSync(inject("template"), url);
      openDatabase({ sqlitePath: url, strict });
    });
    after(async () => {
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true });
    });
    return { url: () => url };
  }

  const name = `test_${process.pid}_${Math.floor(performance.now() * 1_000)}`;
  const template = () => inject("template");
  beforeAll(async () => {
    await query(template().replace(/[^/]+$/, "postgres"), `CREATE DATABASE ${name} TEMPLATE template`);
    url = template().replace(/[^/]+$/, name);
  });
  before(() => void openDatabase({ postgresUrl: url }));
  after(async () => {
    await closeDatabase();
    if (per === "file") return;
    await query(
      url,
      `DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ',') || ' RESTART IDENTITY CASCADE'
       FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'); END $$`,
    );
  });
  afterAll(async () => {
    await query(template().replace(/[^/]+$/, "postgres"), `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url: () => url };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
