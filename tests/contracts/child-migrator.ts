/** Migrates the database with the steps that its first argument holds as JSON; the second is the folder for backups. */
import { engine } from "@/platform/db";
import { migratePostgres } from "@/platform/db/migrate-postgres";
import { migrateSqlite } from "@/platform/db/migrate-sqlite";
import { heard, say } from "./child";

const { DATABASE_URL: url = "", TIDINGS_TEST_FILE: path = "" } = process.env;
const [steps = "[]", backups = ""] = process.argv.slice(2);
say("ready");
await heard();
const migrations = JSON.parse(steps);
const names =
  engine === "postgres" ? await migratePostgres(url, migrations) : await migrateSqlite(path, migrations, backups);
say(`applied ${names.join(" ")}`);
process.exit(0);
