import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { engine } from "@/platform/db";
import { migrate } from "@/platform/db/migrate";
import { migratePostgres } from "@/platform/db/migrate-postgres";
import { migrateSqlite } from "@/platform/db/migrate-sqlite";
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

test("a database of the first version keeps its mails and what hangs on them", async () => {
  const [first] = readMigrations(process.cwd(), engine);
  if (engine === "sqlite") await migrateSqlite(database.url(), [first!], null);
  else await migratePostgres(database.url(), [first!]);
  const [member, mail, link] = ["a", "b", "c"].map((x) => `0193${x.repeat(4)}-0000-7000-8000-000000000000`);
  const at = engine === "sqlite" ? "1000" : "now()";
  await database.sql(
    `INSERT INTO members (id, name, name_key, handle, handle_key, role, zone, locale, created_at)
       VALUES ('${member}', 'Ada', 'ada', 'ada', 'ada', 'owner', 'UTC', 'en', ${at});
     INSERT INTO mails (id, member_id, kind, slot, message_id, state, full_post_ids, subject, html, text, raw, attempts, created_at)
       VALUES ('${mail}', '${member}', 'digest', '2026-11-20', 'm@x', 'sent', '[]', 'News', '', 'words', '', 1, ${at});
     INSERT INTO message_ids (message_id, mail_id) VALUES ('m@x', '${mail}');
     INSERT INTO one_time_links (id, kind, token_hash, payload, created_at, expires_at)
       VALUES ('${link}', 'setup', 'h', '{}', ${at}, ${at})`,
  );

  await migrate({ root: process.cwd(), url: database.url(), backups: null });
  expect(await database.sql("SELECT member_id, subject, text, address, subject_id FROM mails")).toEqual([
    { member_id: member, subject: "News", text: "words", address: null, subject_id: null },
  ]);
  expect(await database.sql("SELECT mail_id FROM message_ids")).toEqual([{ mail_id: mail }]);
  expect(await database.sql("SELECT member_id FROM one_time_links")).toEqual([{ member_id: null }]);
});
