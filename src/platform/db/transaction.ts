import { setTimeout as pause } from "node:timers/promises";
import { connection } from "./connection";
import { assertOutside, runInside } from "./inside";
import type { TransactionOptions, Tx } from "./types";

/** For how long a transaction that lost a race is tried again. */
const RETRY_MS = 2_000;

/**
 * Runs a rule in one transaction and gives what it returns: everything that it wrote is kept, or nothing is. The
 * callback gets the only handle that can write, awaits nothing but the database, and may be called again when it lost
 * a race (PostgreSQL's serializable isolation), so its only effects are rows.
 *
 * @throws what the callback throws, after a roll back; an Error when called inside another transaction.
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
export async function transaction<T>(options: TransactionOptions, run: (tx: Tx) => Promise<T>): Promise<T>;
export async function transaction<T>(
  first: TransactionOptions | ((tx: Tx) => Promise<T>),
  second?: (tx: Tx) => Promise<T>,
): Promise<T> {
  const [options, run] = typeof first === "function" ? [{}, first] : [first, second as (tx: Tx) => Promise<T>];
  assertOutside("A transaction inside a transaction: take `tx` as an argument, or use tx.savepoint().");

  const { attempt, isRetryable } = connection();
  const started = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(options, (tx) => runInside(() => run(tx)));
    } catch (error) {
      if (!isRetryable(error) || performance.now() - started > RETRY_MS) throw error;
      await pause(Math.random() * Math.min(5 * 2 ** tries, 200));
    }
  }
}
