import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { reporters, reports } from "./run";
import { ensureTools } from "./tools";

/** How much longer than on two quiet cores a layer may take. */
const factor = Number(process.env.TIDINGS_TEST_BUDGET ?? (process.env.CI ? 2 : 1));

/** Colours are for people: CI would switch them on for a file. */
const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: "1" };

type Layer = { name: string; minutes: number; command: string; args: string[] };
const suites = (name: string, minutes: number, ...projects: string[]): Layer => ({
  name,
  minutes,
  command: "vitest",
  args: ["run", ...projects.map((project) => `--project=${project}`), ...reporters(name)],
});

const layers: Layer[] = [
  { name: "types, lint, architecture", minutes: 2, command: "tsx", args: ["scripts/check.ts"] },
  suites("unit, API and security", 8, "unit", "api-*", "security-*"),
  suites("contracts and migrations", 3, "contracts-*", "migrations-*"),
  suites("reliability", 4, "reliability"),
  suites("browser", 9, "e2e"),
];

/** Runs a layer with its output as it comes. Gives its exit code and minutes. */
function runLayer({ command, args }: Layer): Promise<{ code: number; minutes: number }> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(join("node_modules/.bin", command), args, { stdio: ["ignore", "inherit", "inherit"], env });
    child.once("close", (code) => resolve({ code: code ?? 1, minutes: (performance.now() - started) / 60_000 }));
  });
}

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};

/** Sums the reports that lie here. A skipped test is a failed one: nothing is left out in silence. */
function count(): { passed: number; failed: number } {
  const all = readdirSync(reports).map((file) => JSON.parse(readFileSync(join(reports, file), "utf8")) as Report);
  const sum = (of: (report: Report) => number) => all.reduce((total, report) => total + of(report), 0);
  return {
    passed: sum((report) => report.numPassedTests),
    failed: sum((report) => report.numFailedTests + report.numPendingTests + report.numTodoTests),
  };
}

/** `npm test`: everything, layer by layer, each within its budget. The last line says how many passed and failed. */
const absent = ensureTools();
if (absent.length > 0) {
  console.log(`The tests need ${absent.join(" and ")}. On Debian or Ubuntu: apt-get install ${absent.join(" ")}`);
  process.exit(1);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const lines: string[] = [];
let broken = 0;
for (const layer of layers) {
  console.log(`\n━━ ${layer.name}`);
  const before = count().failed;
  const { code, minutes } = await runLayer(layer);
  const late = minutes > layer.minutes * factor;
  // What failed without a failed test to show for it: a check, a file that does not load, a layer out of time.
  if (late || (code !== 0 && count().failed === before)) broken++;
  const verdict = code !== 0 ? "failed" : late ? "over budget" : "ok";
  lines.push(`${layer.name.padEnd(26)} ${inMinutes(minutes)} of ${inMinutes(layer.minutes * factor)}  ${verdict}`);
}
const { passed, failed } = count();
console.log(`\n${lines.join("\n")}\n\n${passed} passed, ${failed + broken} failed`);
process.exitCode = failed + broken === 0 ? 0 : 1;

function inMinutes(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, "0")}`;
}
