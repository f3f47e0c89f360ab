import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { ensureTools } from "./tools";

/**
 * `npm run soak`: the suites that a race would break, and every fuzz test with another seed each time, TIDINGS_SOAK
 * rounds of both (20 when unset).
 */
const rounds = Number(process.env.TIDINGS_SOAK ?? 20);
const raced = ["transaction", "jobs", "claiming", "slots", "relay"];

const passes = (seed: number, ...args: string[]): boolean =>
  spawnSync("node_modules/.bin/vitest", ["run", "--reporter", "dot", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, TIDINGS_SEED: String(seed) },
  }).status === 0;

if (ensureTools().includes("postgresql")) {
  console.log("The soak needs PostgreSQL. On Debian or Ubuntu: apt-get install postgresql");
  process.exit(1);
}
let failed = 0;
for (let round = 1; round <= rounds; round++) {
  const seed = randomInt(2 ** 31);
  console.log(`\n━━ round ${round} of ${rounds}, TIDINGS_SEED=${seed}`);
  const races = passes(seed, "--project", "contracts-*", ...raced);
  const fuzz = passes(seed, "--project", "unit");
  if (!races || !fuzz) failed++;
}
console.log(`\n${rounds - failed} rounds passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
