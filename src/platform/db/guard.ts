import { assertOutside } from "./inside";

/** Watches over the statements of the reading handle. They stand alone: one that fails says nothing about the next. */
export const readGuard = {
  /** @throws inside a transaction, whose writes this handle cannot see and whose isolation it escapes. */
  check: () => assertOutside("A read beside the transaction that is running: read through `tx`."),
  fail: () => undefined,
};

/**
 * Watches over one transaction's statements: after its end none may run (a forgotten promise cannot write later), and
 * after a failed one none may go on, on SQLite as on PostgreSQL.
 */
export class StatementGuard {
  private ended = false;
  private failure: { error: unknown } | undefined;

  /** @throws when the transaction is over or has failed. */
  check(): void {
    if (this.ended) throw new Error("This transaction has ended: a statement came after its commit or roll back.");
    if (this.failure)
      throw new Error("This transaction has failed: no statement may follow a database error.", {
        cause: this.failure.error,
      });
  }

  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /** The statement after which everything up to a savepoint was undone: one may go on from there. */
  forgive(): void {
    this.failure = undefined;
  }

  end(): void {
    this.ended = true;
  }

  /** @throws the database error that the callback swallowed, if it did. */
  assertClean(): void {
    if (this.failure) throw this.failure.error;
  }
}
