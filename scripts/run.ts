import { spawn } from "node:child_process";

/** Where vitest leaves its counts, for `npm test` to sum. */
export const reports = ".test/reports";

/** vitest's arguments: one dot per test, the failures in full, and a report of that name. */
export const reporters = (name: string): string[] => [
  "--reporter=dot",
  "--reporter=json",
  `--outputFile.json=${reports}/${name}.json`,
];

export type Ran = { code: number; output: string; seconds: number };

/** Runs a command to its end and keeps what it printed. Colours and update notices are off. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => keep(Buffer.from(`${error.message}\n`)));
    child.once("close", (code) => resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1_000 }));
  });
}

/** Does the work of each item, at most `width` at a time, in order of the list. */
export async function together<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
