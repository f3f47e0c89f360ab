import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { crashpoint } from "../crashpoint";
import { readGuard, StatementGuard } from "./guard";
import { listen } from "./listen";
import { rewriteTables } from "./rewrite";
import { noteStatement } from "./statements";
import type { Connection, Read, TransactionOptions, Tx } from "./types";

export type PostgresOptions = { url: string; connections: number };

// int8 and numeric counts arrive as text; ours fit a number (2^53).
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens a pool for rules and one for reads that cannot write. */
export function openPostgres({ url, connections }: PostgresOptions): Connection {
  const writers = new pg.Pool({ connectionString: url, max: connections });
  const readers = new pg.Pool({
    connectionString: url,
    max: connections,
    options: "-c default_transaction_read_only=on",
  });
  // An idle connection that the server ends is replaced at the next use; unheard, the error would end the process.
  writers.on("error", () => undefined);
  readers.on("error", () => undefined);

  async function attempt<T>({ kind = "rule", lock }: TransactionOptions, run: (tx: Tx) => Promise<T>): Promise<T> {
    const connection = await writers.connect();
    const guard = new StatementGuard();
    const callbacks: (() => void)[] = [];
    let broken: Error | undefined;
    const tidy = (sql: string, params: string[] = []) =>
      connection.query(sql, params).catch((failure: Error) => {
        broken = failure;
      });
    let result: T;
    try {
      if (lock) await connection.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [lock]);
      try {
        await connection.query(`BEGIN ISOLATION LEVEL ${kind === "rule" ? "SERIALIZABLE" : "READ COMMITTED"}`);
        const db = drizzle(guardedConnection(connection, guard)) as unknown as Tx;
        const tx: Tx = Object.assign(db, {
          afterCommit: (callback: () => void) => void callbacks.push(callback),
          savepoint: <S>(part: () => Promise<S>) => savepoint(connection, guard, part),
        });
        result = await run(tx);
        guard.assertClean();
        guard.end();
        crashpoint("transaction.committing");
        const { command } = await connection.query("COMMIT");
        // The server answers a COMMIT of a failed transaction with ROLLBACK, and no error.
        if (command !== "COMMIT") throw new Error("A statement that this transaction did not wait for has failed.");
      } catch (error) {
        guard.end();
        await tidy("ROLLBACK");
        throw error;
      } finally {
        if (lock) await tidy("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
      }
    } catch (error) {
      broken ??= isConnectionError(error) ? (error as Error) : undefined;
      throw error;
    } finally {
      connection.release(broken);
    }
    crashpoint("transaction.committed");
    for (const callback of callbacks) callback();
    return result;
  }

  return {
    read: drizzle(countedPool(readers)) as unknown as Read,
    attempt,
    isRetryable: (error) => ["40001", "40P01"].includes(sqlState(error) ?? ""),
    listen: (channel, callback) => listen(url, channel, callback),
    compact: (tables) => rewriteTables(url, tables),
    async close() {
      await Promise.all([writers.end(), readers.end()]);
    },
  };
}

/** The five-character SQLSTATE of an error, which drizzle wraps. */
export function sqlState(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  return cause === undefined ? undefined : sqlState(cause);
}

/** Class 08 is a lost connection, 57P the server's end (PostgreSQL manual, appendix A). */
const isConnectionError = (error: unknown) => /^(08|57P)/.test(sqlState(error) ?? "");

function guardedConnection(connection: pg.PoolClient, guard: StatementGuard): pg.PoolClient {
  const query = async (config: pg.QueryConfig, params?: unknown[]) => {
    guard.check();
    noteStatement(config.text);
    try {
      return await connection.query(config, params);
    } catch (error) {
      guard.fail(error);
      throw error;
    }
  };
  return { query } as unknown as pg.PoolClient;
}

function countedPool(pool: pg.Pool): pg.Pool {
  const query = async (config: pg.QueryConfig, params?: unknown[]) => {
    readGuard.check();
    noteStatement(config.text);
    return pool.query(config, params);
  };
  return { query } as unknown as pg.Pool;
}

let savepoints = 0;

async function savepoint<T>(connection: pg.PoolClient, guard: StatementGuard, part: () => Promise<T>): Promise<T> {
  guard.check();
  const name = `s${++savepoints}`;
  await connection.query(`SAVEPOINT ${name}`);
  try {
    const result = await part();
    guard.assertClean();
    await connection.query(`RELEASE SAVEPOINT ${name}`);
    return result;
  } catch (error) {
    await connection.query(`ROLLBACK TO SAVEPOINT ${name}`);
    await connection.query(`RELEASE SAVEPOINT ${name}`);
    guard.forgive();
    throw error;
  }
}
