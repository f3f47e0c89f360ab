import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "../once";

const collector = once("statements", () => new AsyncLocalStorage<string[]>());

/** Told of every statement before it runs, by both engines. */
export function noteStatement(sql: string): void {
  collector.getStore()?.push(sql);
}

/**
 * Runs a part of the program and gives, with its result, every SQL statement that it made. Counts asserted in tests
 * keep N+1 out.
 */
export async function collectStatements<T>(run: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const result = await collector.run(statements, run);
  return { result, statements };
}
