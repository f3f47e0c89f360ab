import { availableParallelism } from "node:os";
import { reporters, run, together } from "./run";

/** What CI asks of every change, longest part first. Each is a command of its own, to be run alone by hand. */
const parts: readonly [name: string, ...command: string[]][] = [
  ["types", "tsc", "--noEmit", "-p", "."],
  ["unused code", "knip", "--no-progress"],
  ["imports", "depcruise", "src", "--config", ".dependency-cruiser.cjs", "--output-type", "err-long"],
  ["rules bite", "vitest", "run", "--project", "architecture", ...reporters("architecture")],
  ["architecture", "tsx", "scripts/architecture/index.ts"],
  ["schema", "tsx", "scripts/check-schema.ts"],
  ["promises", "tsx", "scripts/check-promises.ts"],
  ["format and lint", "biome", "check", "--error-on-warnings", "."],
];

/** `npm run check`: a line for each part, and the output of those that failed. */
const failed: string[] = [];
await together(parts, Math.max(2, availableParallelism()), async ([name, command, ...args]) => {
  const { code, output, seconds } = await run(`node_modules/.bin/${command}`, args);
  const told = name === "promises" ? `  ${output.trim().split("\n").at(-1)}` : "";
  console.log(`${code === 0 ? "ok  " : "FAIL"} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(5)} s${told}`);
  if (code !== 0) failed.push(`\n── ${name}\n${output.trim()}`);
});
for (const text of failed) console.log(text);
process.exitCode = failed.length === 0 ? 0 : 1;
