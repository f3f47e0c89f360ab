import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { AppError } from "@/kernel/errors";
import { crashpoint } from "../crashpoint";
import { Mutex } from "../mutex";
import { Breath } from "./breath";
import { readGuard, StatementGuard } from "./guard";
import { guardedClient } from "./sqlite-client";
import type { Connection, Read, TransactionOptions, Tx } from "./types";
import { vacuum } from "./vacuum";

/** How long a writer waits for another process (an admin command, a backup) before it gives up. */
const PATIENCE_MS = 5_000;

export type SqliteOptions = {
  path: string;
  /** Reports a callback that waited for anything but the database; on everywhere but in production. */
  strict: boolean;
  cacheMb: number;
};

/**
 * Opens one private writer behind a mutex and one reader with `query_only`. A post that was answered for is on the
 * disk: WAL with synchronous=FULL.
 */
export function openSqlite({ path, strict, cacheMb }: SqliteOptions): Connection {
  const writer = new Database(path, { timeout: 0 });
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = FULL");
  writer.pragma("foreign_keys = ON");
  writer.pragma(`cache_size = ${-1024 * cacheMb}`);
  const reader = new Database(path, { timeout: 1_000 });
  reader.pragma("query_only = ON");
  reader.pragma(`cache_size = ${-1024 * cacheMb}`);
  reader.pragma("mmap_size = 268435456");

  const mutex = new Mutex();
  const breath = new Breath();
  const write = guardedClient(writer);

  async function attempt<T>(_options: TransactionOptions, run: (tx: Tx) => Promise<T>): Promise<T> {
    return mutex.run(async () => {
      await breath.take();
      await begin(writer);
      const guard = new StatementGuard();
      const callbacks: (() => void)[] = [];
      const turn = new Turn(strict);
      let result: T;
      try {
        const db = drizzle(write(guard)) as unknown as Tx;
        const tx: Tx = Object.assign(db, {
          afterCommit: (callback: () => void) => void callbacks.push(callback),
          savepoint: <S>(part: () => Promise<S>) => savepoint(writer, guard, part),
        });
        result = await run(tx);
        turn.assertSame();
        guard.assertClean();
        crashpoint("transaction.committing");
        writer.exec("COMMIT");
      } catch (error) {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        throw error;
      } finally {
        guard.end();
        turn.stop();
      }
      crashpoint("transaction.committed");
      for (const callback of callbacks) callback();
      return result;
    });
  }

  return {
    read: drizzle(guardedClient(reader)(readGuard)) as unknown as Read,
    attempt,
    isRetryable: () => false,
    // One process serves a SQLite file: there is nobody to hear from.
    listen: async () => async () => undefined,
    compact: () => mutex.run(() => vacuum(path)),
    async close() {
      await mutex.run(async () => {
        reader.close();
        writer.pragma("wal_checkpoint(TRUNCATE)");
        writer.close();
      });
    },
  };
}

/** Waits for another process's lock with a timer, never inside the engine, which would block the event loop. */
async function begin(writer: Database.Database): Promise<void> {
  const started = performance.now();
  for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
    try {
      writer.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith("SQLITE_BUSY")) throw error;
      if (performance.now() - started > PATIENCE_MS)
        throw new AppError("UNAVAILABLE", "The database is held by another program. Nothing was changed; try again.");
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

let savepoints = 0;

async function savepoint<T>(writer: Database.Database, guard: StatementGuard, part: () => Promise<T>): Promise<T> {
  guard.check();
  const name = `s${++savepoints}`;
  writer.exec(`SAVEPOINT ${name}`);
  try {
    const result = await part();
    guard.assertClean();
    writer.exec(`RELEASE ${name}`);
    return result;
  } catch (error) {
    writer.exec(`ROLLBACK TO ${name}`);
    writer.exec(`RELEASE ${name}`);
    guard.forgive();
    throw error;
  }
}

/**
 * Notices a callback that waits for something else. better-sqlite3 answers synchronously, so one that awaits nothing
 * but the database is a chain of microtasks; the next tick comes only when no microtask is left, that is, when the
 * callback has ended or really waits, and would keep every other writer waiting too.
 */
class Turn {
  private yielded = false;
  private over = false;

  constructor(strict: boolean) {
    if (strict) {
      process.nextTick(() => {
        this.yielded = !this.over;
      });
    }
  }

  assertSame(): void {
    if (this.yielded)
      throw new Error("This transaction waited for something other than the database. Do that before or after it.");
  }

  stop(): void {
    this.over = true;
  }
}
