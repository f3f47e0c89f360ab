import { sqlState } from "./postgres";

/** Whether a write failed because a unique key exists already. The only place that knows both engines' codes. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY") return true;
  return sqlState(error) === "23505";
}
