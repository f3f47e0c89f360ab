import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Another process serves this data folder. */
export class AlreadyRunning extends Error {}

/**
 * Makes this process the only one on a data folder, until it ends however it ends: the lock is the operating system's,
 * on a file of its own, so that neither `kill -9` nor a reused process id (every container's is 1) leaves it behind.
 *
 * @returns what gives the lock back.
 * @throws AlreadyRunning naming the process that holds it.
 */
export function lockInstance(dataDir: string): () => void {
  const pidFile = join(dataDir, "tidings.pid");
  const lock = new Database(join(dataDir, "tidings.lock"), { timeout: 0 });
  try {
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new AlreadyRunning(
      `Tidings is already running on ${dataDir}, as process ${holder(pidFile)}. Stop it first, or give this one another DATA_DIR. Two processes need PostgreSQL.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => lock.close();
}

function holder(pidFile: string): string {
  try {
    return readFileSync(pidFile, "utf8").trim();
  } catch {
    return "unknown";
  }
}
