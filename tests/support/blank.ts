import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, inject } from "vitest";
import { engine } from "@/platform/db";

export type Row = Record<string, unknown>;
export type Blank = {
  /** A file path on SQLite. */
  url(): string;
  /** A folder that goes with the test. */
  folder(): string;
  /** Runs statements with the engine's own client, and gives the rows of the last. */
  sql(text: string): Promise<Row[]>;
};

/** Gives each test an empty database of the project's engine: nothing migrated. */
export function useBlank(): Blank {
  let url = "";
  let folder = "";
  let made = 0;
  const server = () => inject("template").replace(/[^/]+$/, "postgres");

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tidings-blank-"));
    if (engine === "sqlite") url = join(folder, "tidings.db");
    else {
      const name = `blank_${process.pid}_${++made}`;
      await ask(server(), `CREATE DATABASE ${name}`);
      url = server().replace(/[^/]+$/, name);
    }
  });
  afterEach(async () => {
    if (engine === "postgres") await ask(server(), `DROP DATABASE ${url.replace(/.*\//, "")} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: () => url,
    folder: () => folder,
    sql: (text) => (engine === "postgres" ? ask(url, text) : askFile(url, text)),
  };
}

/** Opens a SQLite file, runs statements and gives the rows of the last, if it has any. */
export async function askFile(path: string, text: string): Promise<Row[]> {
  const db = new Database(path);
  try {
    const statements = text.split(";").filter((one) => one.trim() !== "");
    const last = db.prepare(statements.pop() ?? "select 1");
    for (const one of statements) db.exec(one);
    if (last.reader) return last.all() as Row[];
    last.run();
    return [];
  } finally {
    db.close();
  }
}

async function ask(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = await client.query<Row>(text);
    return (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [];
  } finally {
    await client.end();
  }
}
