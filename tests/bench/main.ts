import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build, isFresh } from "../../scripts/build.mjs";
import { startProgram } from "../support/program";
import { measure } from "./measure";
import { rows } from "./rows";
import { type Seeded, seed } from "./seed";
import { type SizeName, sizes } from "./sizes";

type Result = {
  name: string;
  connections: number;
  rps: number;
  p50: number;
  p95: number;
  p99: number;
  limitRps: number;
  ratio: number;
};

/** Enough for the compiler of the engine to have seen every path often: counted in requests, not in time. */
const WARM_UP = { amount: 4_000 };
const MEASURED = { duration: 6 };

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "S" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (!Object.hasOwn(sizes, values.size)) throw new Error(`--size is one of ${Object.keys(sizes).join(", ")}.`);
const wanted = values.only?.split(",") ?? Object.keys(rows);
const unknown = wanted.filter((name) => !Object.hasOwn(rows, name));
if (unknown.length > 0)
  throw new Error(`There is no row ${unknown.join(", ")}. There are ${Object.keys(rows).join(", ")}.`);
const say = (text: string) => void (values.json || process.stdout.write(`${text}\n`));

/** Runs one row against Tidings and, right after it, against the bare limit: both under the same weather. */
async function run(name: string, ours: string, bare: string, seeded: Seeded): Promise<Result> {
  const row = rows[name]!;
  const both = async (origin: string, next: ReturnType<typeof row.ours>) => {
    await measure(origin, row.connections, WARM_UP, next);
    return measure(origin, row.connections, MEASURED, next);
  };
  const measured = await both(ours, row.ours(seeded));
  const limit = await both(bare, row.bare(seeded));
  const ratio = Math.round((measured.rps / limit.rps) * 100) / 100;
  return { name, connections: row.connections, ...measured, limitRps: limit.rps, ratio };
}

/** What a process holds of its own, in MB. */
const ownMemory = (pid: number): number =>
  Math.round(Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024);

if (!isFresh()) build();
const size = values.size as SizeName;
const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-"));
say(`Seeding ${size}…`);
const seeded = await seed(dataDir, sizes[size]);
const copy = join(dataDir, "limit.db");
copyFileSync(join(dataDir, "tidings.db"), copy);

const limit = fork(join(import.meta.dirname, "child-limit.ts"), [copy, seeded.memberIds[0]!]);
const [port] = (await once(limit, "message")) as [number];
const program = await startProgram({}, dataDir);
try {
  const results: Result[] = [];
  for (const name of wanted) {
    const result = await run(name, program.origin, `http://127.0.0.1:${port}`, seeded);
    results.push(result);
    const { rps, p50, p95, p99, limitRps, ratio } = result;
    say(`${name.padEnd(8)} ${rps}/s of ${limitRps}/s (${ratio})  p50 ${p50} ms  p95 ${p95} ms  p99 ${p99} ms`);
  }
  await pause(2_000);
  const rssAnonMb = ownMemory(program.process.pid!);
  if (values.json) process.stdout.write(`${JSON.stringify({ size, results, rssAnonMb })}\n`);
  else say(`memory   ${rssAnonMb} MB of its own, at rest afterwards`);
} finally {
  limit.kill();
  await program.end();
  rmSync(dataDir, { recursive: true, force: true });
}
