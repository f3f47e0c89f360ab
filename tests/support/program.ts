import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./postgres";

/** Tidings as it is shipped, in a process of its own. */
export type Program = {
  origin: string;
  dataDir: string;
  process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Waits until it printed something that matches, and gives the match. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends it and waits for its end; the data stays. Gives the exit code, null after a signal that it did not catch. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

/** How long a start or a line of output may take on a busy machine. */
const PATIENCE_MS = 30_000;

/**
 * Starts the built program on a port and a data folder of its own, and waits until it is ready.
 * `dataDir` gives it the data of an earlier one.
 */
export async function startProgram(env: Record<string, string> = {}, dataDir?: string): Promise<Program> {
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const data = dataDir ?? mkdtempSync(join(tmpdir(), "tidings-data-"));
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    // Nothing of the tests' own environment, such as CI or DATABASE_URL, reaches it.
    env: { NODE_ENV: "production", PORT: String(port), DATA_DIR: data, LOG_LEVEL: "warn", ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  process.once("exit", () => child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });

  const program: Program = {
    origin: `http://localhost:${port}`,
    dataDir: data,
    process: child,
    output: () => text,
    printed: (pattern) =>
      until(
        () => pattern.exec(text),
        () => `It never printed ${pattern}:\n${text}`,
      ),
    end(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
    async remove() {
      await program.end();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`It ended at its start:\n${text}`);
      const answer = await fetch(`${program.origin}/api/health?ready`).catch(() => null);
      return answer?.ok;
    },
    () => `It did not become ready:\n${text}`,
  );
  return program;
}

/** Asks again until there is an answer. */
async function until<T>(ask: () => T | Promise<T>, complaint: () => string): Promise<NonNullable<T>> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
