import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test, vi } from "vitest";
import { engine } from "@/platform/db";
import { migratePostgres } from "@/platform/db/migrate-postgres";
import { migrateSqlite } from "@/platform/db/migrate-sqlite";
import { type Migration, MigrationRefused } from "@/platform/db/migrations";
import { askFile, useBlank } from "../support/blank";
import { startChild } from "../support/child";

const database = useBlank();
const { sql } = database;
const backups = () => join(database.folder(), "backups");
const step = (name: string, ...statements: string[]): Migration => ({ name, checksum: `sum of ${name}`, statements });

const migrate = (...steps: Migration[]): Promise<string[]> =>
  engine === "sqlite" ? migrateSqlite(database.url(), steps, backups()) : migratePostgres(database.url(), steps);
const ledger = () => sql("SELECT name, checksum FROM migrations ORDER BY name");
const nameOf = (row: Record<string, unknown>) => row.name;

const parents = step(
  "0000_parents",
  "CREATE TABLE parents (id integer PRIMARY KEY, name text)",
  "CREATE TABLE children (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents(id) ON DELETE CASCADE)",
);
const pets = step("0001_pets", "CREATE TABLE pets (id integer PRIMARY KEY)");
const broken = step("0002_broken", "INSERT INTO pets VALUES (1)", "INSERT INTO nowhere VALUES (1)");
const family =
  "INSERT INTO parents VALUES (1, 'Ada'), (2, 'Bob'); INSERT INTO children VALUES (10, 1), (11, 1), (12, 2)";

describe("the ledger", () => {
  test("each migration is applied once, in order, and written down with its checksum", async () => {
    expect(await migrate(parents)).toEqual(["0000_parents"]);
    expect(await migrate(parents, pets)).toEqual(["0001_pets"]);
    expect(await migrate(parents, pets)).toEqual([]);
    expect(await ledger()).toEqual([
      { name: "0000_parents", checksum: "sum of 0000_parents" },
      { name: "0001_pets", checksum: "sum of 0001_pets" },
    ]);
  });

  test("an older program refuses a newer database, naming the migration that it does not know", async () => {
    await migrate(parents, pets);
    const refused = migrate(parents);
    await expect(refused).rejects.toThrow(MigrationRefused);
    await expect(refused).rejects.toThrow(/newer Tidings.*"0001_pets"/);
    expect(await migrate(parents, pets)).toEqual([]);
  });

  test("a migration that was edited after it was applied is refused by name", async () => {
    await migrate(parents);
    const refused = migrate({ ...parents, checksum: "another" }, pets);
    await expect(refused).rejects.toThrow(MigrationRefused);
    await expect(refused).rejects.toThrow(/"0000_parents" differs/);
    expect((await ledger()).map(nameOf)).toEqual(["0000_parents"]);
  });
});

const child = (crashpoint?: string) =>
  startChild("child-migrator", database.url(), { crashpoint, args: [JSON.stringify([parents, pets]), backups()] });

describe("whole or not at all", () => {
  test("a migration that fails in the middle leaves the database as it was, and those before it too", async () => {
    await migrate(parents);
    await expect(migrate(parents, pets, broken)).rejects.toThrow(/nowhere/);
    expect((await ledger()).map(nameOf)).toEqual(["0000_parents"]);
    await expect(sql("SELECT * FROM pets")).rejects.toThrow(/pets/);
    expect(await migrate(parents, pets)).toEqual(["0001_pets"]);
  });

  test("a process killed at migrate.stepped leaves nothing of the migration; the next one applies it", async () => {
    await migrate(parents);
    await kill("migrate.stepped");
    expect((await ledger()).map(nameOf)).toEqual(["0000_parents"]);
    expect(await migrate(parents, pets)).toEqual(["0001_pets"]);
  });

  test("a process killed at migrate.committed leaves all of it", async () => {
    await migrate(parents);
    await kill("migrate.committed");
    expect(await migrate(parents, pets)).toEqual([]);
    expect(await sql("SELECT * FROM pets")).toEqual([]);
  });

  test("two processes that start at once apply each migration once", async () => {
    const both = [child(), child()];
    for (const one of both) await one.line("ready");
    for (const one of both) one.tell("go");
    const applied = await Promise.all(both.map((one) => one.line("applied")));
    expect(applied.sort()).toEqual(["", "0000_parents 0001_pets"]);
    for (const one of both) await one.ended();
    expect((await ledger()).map(nameOf)).toEqual(["0000_parents", "0001_pets"]);
  });

  async function kill(crashpoint: string): Promise<void> {
    const doomed = child(crashpoint);
    await doomed.line("ready");
    doomed.tell("go");
    await doomed.line(`crashpoint ${crashpoint}`);
    await doomed.kill();
  }
});

if (engine === "sqlite")
  describe("a SQLite file", () => {
    const rebuild = step(
      "0001_rebuild",
      "PRAGMA foreign_keys=OFF",
      "CREATE TABLE __new_parents (id integer PRIMARY KEY, name text NOT NULL)",
      "INSERT INTO __new_parents SELECT id, name FROM parents",
      "DROP TABLE parents",
      "ALTER TABLE __new_parents RENAME TO parents",
      "PRAGMA foreign_keys=ON",
    );

    test("children survive the rebuild of their parent", async () => {
      await migrate(parents);
      await sql(family);
      await migrate(parents, rebuild);
      expect(await sql("SELECT id, parent_id FROM children ORDER BY id")).toEqual([
        { id: 10, parent_id: 1 },
        { id: 11, parent_id: 1 },
        { id: 12, parent_id: 2 },
      ]);
      await sql("PRAGMA foreign_keys=ON; DELETE FROM parents WHERE id = 1");
      expect(await sql("SELECT id FROM children")).toEqual([{ id: 12 }]);
    });

    test("a migration that would leave children without their parent is refused, and nothing is lost", async () => {
      await migrate(parents);
      await sql(family);
      const careless = step("0001_careless", "DELETE FROM parents WHERE id = 1");
      await expect(migrate(parents, careless)).rejects.toThrow('2 rows of "children" without their parent');
      expect(await sql("SELECT id FROM parents")).toHaveLength(2);
    });

    test("before a file that holds data is changed, a copy is made of it; a new one needs none", async () => {
      await migrate(parents);
      expect(existsSync(backups())).toBe(false);
      await sql(family);
      await migrate(parents, rebuild);
      const [copy = "", ...others] = readdirSync(backups());
      expect(others).toEqual([]);
      expect(copy).toMatch(/-before-0001_rebuild\.db$/);
      expect(await askFile(join(backups(), copy), "SELECT id FROM children")).toHaveLength(3);
      expect((await askFile(join(backups(), copy), "SELECT name FROM migrations")).map(nameOf)).toEqual([
        "0000_parents",
      ]);
    });

    test("a process killed at migrate.backed-up has changed nothing", async () => {
      await migrate(parents);
      const args = [JSON.stringify([parents, pets]), backups()];
      const doomed = startChild("child-migrator", database.url(), { crashpoint: "migrate.backed-up", args });
      await doomed.line("ready");
      doomed.tell("go");
      await doomed.line("crashpoint");
      await doomed.kill();
      expect((await ledger()).map(nameOf)).toEqual(["0000_parents"]);
      expect(await migrate(parents, pets)).toEqual(["0001_pets"]);
    });
  });

if (engine === "sqlite")
  test("a process that waited for another's migration looks again", async () => {
    await migrate(parents);
    const holder = new Database(database.url());
    holder.exec("BEGIN EXCLUSIVE");
    const both = [child(), child()];
    for (const one of both) await one.line("ready");
    for (const one of both) one.tell("go");
    // Each backs up what it found before it waits for the lock.
    await vi.waitFor(() => expect(readdirSync(backups())).toHaveLength(2), { timeout: 20_000 });
    holder.exec("ROLLBACK");
    holder.close();
    const applied = await Promise.all(both.map((one) => one.line("applied")));
    expect(applied.sort()).toEqual(["", "0001_pets"]);
    for (const one of both) await one.ended();
  });
