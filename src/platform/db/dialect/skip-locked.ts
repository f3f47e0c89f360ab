import { type SQL, sql } from "drizzle-orm";
import { engine } from "../engine";

/**
 * Ends the selection of rows to claim: on PostgreSQL, rows that another claimer is just taking are left out; SQLite has
 * one writer at a time. PostgreSQL never inlines a CTE that locks rows, so its LIMIT holds.
 */
export const skipLocked: SQL = engine === "postgres" ? sql`for update skip locked` : sql``;
