import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "../once";

const inside = once("transaction", () => new AsyncLocalStorage<true>());

/** Marks everything that a transaction's callback does. */
export const runInside = <T>(run: () => Promise<T>): Promise<T> => inside.run(true, run);

/** @throws when called from within a transaction's callback. */
export function assertOutside(message: string): void {
  if (inside.getStore()) throw new Error(message);
}
