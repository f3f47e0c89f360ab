import type Database from "better-sqlite3";
import type { StatementGuard } from "./guard";
import { noteStatement } from "./statements";

type Statement = { native: Database.Statement; raw: boolean };

/** The most statements kept prepared on one connection. Shared code makes a few hundred different ones. */
const CAPACITY = 500;

/**
 * Wraps a connection for drizzle: keeps statements prepared by their text (drizzle prepares on each call), watches over
 * them with a guard and reports them to `collectStatements`.
 */
export function guardedClient(connection: Database.Database) {
  const prepared = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    const known = prepared.get(sql);
    if (known) {
      prepared.delete(sql);
      prepared.set(sql, known);
      return known;
    }
    const statement = { native: connection.prepare(sql), raw: false };
    prepared.set(sql, statement);
    if (prepared.size > CAPACITY) prepared.delete(prepared.keys().next().value as string);
    return statement;
  }

  return (guard: Pick<StatementGuard, "check" | "fail">): Database.Database => {
    function call(sql: string, verb: "run" | "all" | "get", raw: boolean, params: unknown[]): unknown {
      guard.check();
      noteStatement(sql);
      try {
        const statement = prepare(sql);
        if (statement.native.reader && statement.raw !== raw) {
          statement.native.raw(raw);
          statement.raw = raw;
        }
        return statement.native[verb](...params);
      } catch (error) {
        guard.fail(error);
        throw error;
      }
    }

    const verbs = (sql: string, raw: boolean) => ({
      run: (...params: unknown[]) => call(sql, "run", raw, params),
      all: (...params: unknown[]) => call(sql, "all", raw, params),
      get: (...params: unknown[]) => call(sql, "get", raw, params),
    });
    const client = { prepare: (sql: string) => ({ ...verbs(sql, false), raw: () => verbs(sql, true) }) };
    // drizzle asks its client for `prepare` alone; the rest of better-sqlite3 stays out of reach on purpose.
    return client as unknown as Database.Database;
  };
}
