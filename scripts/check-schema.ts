import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run";

/** `npm run check`, the schema: the migrations say all that the tables say, and bear the same names for both engines. */
const engines = [
  { folder: "sqlite", dialect: "sqlite", url: "" },
  { folder: "postgres", dialect: "postgresql", url: "postgres://127.0.0.1" },
] as const;

const migrationsIn = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .join(" ");

/** Lets drizzle-kit write what is missing into a copy of the folder. Gives what it said, when it found something. */
async function missing({ folder, dialect, url }: (typeof engines)[number]): Promise<string | undefined> {
  // drizzle-kit takes no folder outside the project.
  const copy = `.test/schema-${folder}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(join("drizzle", folder), copy, { recursive: true });
  const schema = "./src/platform/db/schema/index.ts";
  const args = ["generate", `--dialect=${dialect}`, `--schema=${schema}`, `--out=${copy}`, "--name=missing"];
  const { output } = await run("node_modules/.bin/drizzle-kit", args, { DATABASE_URL: url });
  return output.includes("No schema changes") ? undefined : output;
}

const wrong: string[] = [];
if (migrationsIn("drizzle/sqlite") !== migrationsIn("drizzle/postgres"))
  wrong.push("drizzle/sqlite and drizzle/postgres do not hold migrations of the same names.");
for (const engine of engines) {
  const output = await missing(engine);
  if (output)
    wrong.push(`drizzle/${engine.folder} lacks a change of the schema: npm run db:generate -- NAME\n${output}`);
}
for (const text of wrong) console.log(text);
process.exitCode = wrong.length === 0 ? 0 : 1;
