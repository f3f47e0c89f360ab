import { forget, once } from "../once";
import { openPostgres } from "./postgres";
import { openSqlite } from "./sqlite";
import type { Connection, Read } from "./types";

export type DatabaseConfig = { postgresUrl: string } | { sqlitePath: string; strict: boolean };

const NAME = "database";

/** Opens the database of this process. Called once at start, before anything reads. */
export function openDatabase(config: DatabaseConfig): Connection {
  return once(NAME, () =>
    "postgresUrl" in config
      ? openPostgres({ url: config.postgresUrl, connections: 10 })
      : openSqlite({ path: config.sqlitePath, strict: config.strict, cacheMb: 32 }),
  );
}

/** @throws when `openDatabase` was not called yet. */
export function connection(): Connection {
  return once<Connection>(NAME, () => {
    throw new Error("The database is not open.");
  });
}

/** The handle for reading outside a transaction. Entrances pass it on; services take it as their first argument. */
export const reader = (): Read => connection().read;

/** Hears other processes of this database; see `Connection.listen`. */
export const listenToOthers = (channel: string, callback: () => void) => connection().listen(channel, callback);

/** Takes what was deleted out of the database's files; see `Connection.compact`. */
export const compactDatabase = (tables: readonly string[]): Promise<void> => connection().compact(tables);

export async function closeDatabase(): Promise<void> {
  const open = connection();
  forget(NAME);
  await open.close();
}
