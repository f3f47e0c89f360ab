import { AlreadyRunning } from "@/platform/db/instance-lock";
import { MigrationRefused } from "@/platform/db/migrations";
import { EnvError, env } from "@/platform/env";
import { flushLog, log } from "@/platform/log";
import { invitation } from "./invitation";
import { type Running, start } from "./start";

/** Whoever stops a server waits two seconds for it at most. */
const HARD_STOP_MS = 1_900;

const dev = process.env.NODE_ENV === "development";
let running: Running | undefined;
let stopping = false;

function exit(code: number): never {
  flushLog();
  process.exit(code);
}

async function stop(signal: string): Promise<void> {
  // Development has nothing to lose.
  if (dev) exit(0);
  // A terminal signals the whole group and npm passes its own on: the second one says nothing new.
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    log.warn("Stopped hard: something did not end in time");
    exit(0);
  }, HARD_STOP_MS).unref();
  await running?.stop();
  log.info("Stopped", { signal });
  exit(0);
}

/** A start that a person can mend gets the plain sentence; everything else its stack. */
function failStart(error: unknown): never {
  const isPlain = error instanceof EnvError || error instanceof AlreadyRunning || error instanceof MigrationRefused;
  process.stderr.write(`${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  exit(1);
}

for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error) => {
    log.error("This fault was expected nowhere; ending", error);
    exit(1);
  });
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

try {
  running = await start({ env: env(), dev, root: process.cwd() });
  process.stdout.write(`\n  Tidings is ready on ${running.url}\n${await invitation(running.url)}\n`);
} catch (error) {
  failStart(error);
}
