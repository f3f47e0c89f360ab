import { execFileSync } from "node:child_process";

/** `npm run db:generate -- NAME`: writes the migration of that name for both engines. */
const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Name the change in a few words: npm run db:generate -- add_reactions");
  process.exit(1);
}
for (const url of ["", "postgres://127.0.0.1"])
  execFileSync("node_modules/.bin/drizzle-kit", ["generate", `--name=${name}`], {
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: url },
  });
