/**
 * The only file that knows both column builders. Each export is SQLite's or PostgreSQL's by DATABASE_URL and typed as
 * SQLite's: the two agree in everything that the schema uses.
 */
import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";
import { engine } from "./engine";

/** Gives PostgreSQL's builder where that is the engine, under SQLite's type. */
function choose<T>(sqlite: T, postgres: unknown): T {
  return engine === "postgres" ? (postgres as T) : sqlite;
}

const pgInstant = pg.customType<{ data: number; driverData: string | Date }>({
  dataType: () => "timestamp(3) with time zone",
  toDriver: (ms) => new Date(ms).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});
const pgKey = pg.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const table = choose(lite.sqliteTable, pg.pgTable);
export const index = choose(lite.index, pg.index);
export const uniqueIndex = choose(lite.uniqueIndex, pg.uniqueIndex);
export const primaryKey = choose(lite.primaryKey, pg.primaryKey);

/** Free text. Never sort by it; sort by a `key`. */
export const text = choose((name: string) => lite.text(name), pg.text);
/** Text that is compared, sorted or matched by prefix: bytewise on both engines. */
export const key = choose((name: string) => lite.text(name), pgKey);
/** A UUIDv7 in its canonical text form. */
export const id = choose((name: string) => lite.text(name), pg.uuid);
export const int = choose((name: string) => lite.integer(name), pg.integer);
/** A counter that may outgrow 31 bits; safe as a number up to 2^53. */
export const bigint = choose(
  (name: string) => lite.integer(name),
  (name: string) => pg.bigint(name, { mode: "number" }),
);
/** A primary key that the engine counts up. Its order is the order of insertion, not of commit. */
export const serial = choose(
  (name: string) => lite.integer(name).primaryKey({ autoIncrement: true }),
  (name: string) => pg.bigint(name, { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
);
export const bool = choose((name: string) => lite.integer(name, { mode: "boolean" }), pg.boolean);
/** An instant: epoch milliseconds in the program, timestamptz(3) on PostgreSQL. */
export const instant = choose((name: string) => lite.integer(name), pgInstant);
/** An opaque payload: never queried, typed with `.$type<…>()`. */
export const json = choose((name: string) => lite.text(name, { mode: "json" }), pg.jsonb);
