/** The only place that knows the time. Instants are epoch milliseconds everywhere. */
let read: () => number = Date.now;

/** The present instant, in epoch milliseconds. */
export const now = (): number => read();

/** Replaces the clock, for tests; without an argument the real one returns. */
export function setClock(clock: () => number = Date.now): void {
  read = clock;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
