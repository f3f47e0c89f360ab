import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { engine } from "@/platform/db";
import { migrate } from "@/platform/db/migrate";
import { readMigrations } from "@/platform/db/migrations";
import { useBlank } from "../support/blank";

const database = useBlank();
const names = (of: "sqlite" | "postgres") => readMigrations(process.cwd(), of).map(({ name }) => name);

test("both engines have the same migrations, and their journals name each", () => {
  expect(names("sqlite")).toEqual(names("postgres"));
  for (const of of ["sqlite", "postgres"] as const) {
    const journal = JSON.parse(readFileSync(`drizzle/${of}/meta/_journal.json`, "utf8"));
    expect(journal.entries.map(({ tag }: { tag: string }) => tag)).toEqual(names(of));
  }
});

test("the program's own migrations make every table of the schema", async () => {
  const applied = await migrate({ root: process.cwd(), url: database.url(), backups: null });
  expect(applied).toEqual(names(engine));
  for (const table of ["members", "threads", "posts", "events", "jobs"])
    expect(await database.sql(`SELECT * FROM ${table}`)).toEqual([]);
});
