/** Holds the write lock of the database until it is told to let go. */
import Database from "better-sqlite3";
import pg from "pg";
import { engine } from "@/platform/db";
import { heard, say } from "./child";

const { DATABASE_URL: url, TIDINGS_TEST_FILE: path = "" } = process.env;

if (engine === "sqlite") {
  const db = new Database(path);
  db.exec("BEGIN IMMEDIATE");
  db.exec("UPDATE relay_cursors SET seq = seq + 100");
  say("held");
  await heard();
  db.exec("COMMIT");
  db.close();
} else {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("BEGIN");
  await client.query("UPDATE relay_cursors SET seq = seq + 100");
  say("held");
  await heard();
  await client.query("COMMIT");
  await client.end();
}
process.exit(0);
