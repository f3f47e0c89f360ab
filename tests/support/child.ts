import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve as absolute, join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import { onTestFinished, vi } from "vitest";
import { engine } from "@/platform/db";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

export type Child = {
  /** Waits for a line of standard output that starts so, and gives the rest of it. */
  line(start: string): Promise<string>;
  /** All lines so far that start so, each without that start. */
  all(start: string): string[];
  /** Writes a line to its standard input. */
  tell(line: string): void;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it ended by itself. @throws with its standard error when that was not in order. */
  ended(): Promise<void>;
};

export type ChildOptions = { crashpoint?: string; args?: readonly string[] };

/** Starts a program of tests/contracts as a real process of its own, on the test's database. */
export function startChild(program: string, url: string, { crashpoint = "", args = [] }: ChildOptions = {}): Child {
  const child = spawn(process.execPath, [built(program), ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      TIDINGS_CRASHPOINT: crashpoint,
      DATABASE_URL: engine === "postgres" ? url : "",
      TIDINGS_TEST_FILE: url,
    },
  });
  const gone = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdin.on("error", () => undefined);
  onTestFinished(() => void child.kill("SIGKILL"));

  return {
    ...linesOf(child, () => errors),
    tell: (line) => void child.stdin.write(`${line}\n`),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async ended() {
      const [code] = await gone;
      if (code !== 0) throw new Error(`${program} ended with ${code}:\n${errors}`);
    },
  };
}

const bundles = new Map<string, string>();
let folder: string | undefined;

/** Bundles a program: it starts in a fifth of the processor time that a loader for TypeScript takes. */
function built(program: string): string {
  const known = bundles.get(program);
  if (known) return known;
  if (!folder) {
    const cache = absolute("node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    const made = mkdtempSync(join(cache, "children-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  const outfile = join(folder, `${program}.mjs`);
  buildSync({
    entryPoints: [`tests/contracts/${program}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": absolute("src") },
    logLevel: "error",
  });
  bundles.set(program, outfile);
  return outfile;
}

/** Runs a program until it stands at a crashpoint, and kills it there. */
export async function killAt(name: string, program: string, url: string, args: readonly string[] = []): Promise<void> {
  const child = startChild(program, url, { crashpoint: name, args });
  await child.line(`crashpoint ${name}`);
  await child.kill();
}

function linesOf(child: ChildProcess, errors: () => string): Pick<Child, "line" | "all"> {
  const said: string[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  const again = () => {
    for (const look of [...waiting]) look();
  };
  const reader = createInterface({ input: child.stdout! });
  reader.on("line", (line) => {
    said.push(line);
    again();
  });
  reader.on("close", () => {
    over = true;
    again();
  });
  const rest = (line: string, start: string) => line.slice(start.length).trim();
  return {
    all: (start) => said.filter((line) => line.startsWith(start)).map((line) => rest(line, start)),
    line: (start) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = said.find((line) => line.startsWith(start));
          if (found === undefined && !over) return;
          waiting.delete(look);
          if (found !== undefined) resolve(rest(found, start));
          else reject(new Error(`The child ended without saying "${start}":\n${errors()}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
