import { setImmediate as nextTurn } from "node:timers/promises";

const BUDGET_MS = 10;

/**
 * Keeps a chain of synchronous work from holding the event loop: better-sqlite3 answers without yielding, so a loop of
 * transactions would be one long turn. Before each one, `take` lets the loop turn when the present turn is used up.
 */
export class Breath {
  private since: number | undefined;

  async take(): Promise<void> {
    while (this.since !== undefined && performance.now() - this.since > BUDGET_MS) await nextTurn();
    if (this.since !== undefined) return;
    this.since = performance.now();
    setImmediate(() => {
      this.since = undefined;
    });
  }
}
