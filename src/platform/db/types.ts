import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";

type Builder = BaseSQLiteDatabase<"async", unknown, Record<string, never>>;

/** The builder's verbs that read. What exists in one dialect only (`run`, `all`, `get`, `execute`) is left out. */
export type Read = Pick<Builder, "select" | "selectDistinct" | "with" | "$with" | "$count">;

/** The write handle. It exists only inside `transaction` and dies with it. */
export type Tx = Read &
  Pick<Builder, "insert" | "update" | "delete"> & {
    /** Runs a part that may fail on its own: its error rolls back to here and reaches the caller, who may go on. */
    savepoint<T>(part: () => Promise<T>): Promise<T>;
    /** Calls back once this transaction has committed; not at all when it rolls back. Must not throw. */
    afterCommit(callback: () => void): void;
  };

export type TransactionOptions = {
  /** `rule` (default) sees a serializable world; `queue` is for claiming work, where conflicts are the normal case. */
  kind?: "rule" | "queue";
  /** The id of the hot row that is written: writers of one thread stand in line instead of colliding. */
  lock?: string;
};

/** What each engine offers to `transaction`. */
export type Connection = {
  read: Read;
  /** One attempt: begins, calls back, commits. Throws what the callback threw after a roll back. */
  attempt<T>(options: TransactionOptions, run: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether an error of `attempt` means "again, please". */
  isRetryable(error: unknown): boolean;
  /** Calls back at each notice that another process (or this one) sends on a channel; gives what ends it. */
  listen(channel: string, callback: () => void): Promise<() => Promise<void>>;
  /**
   * Takes what was deleted out of the files: of these tables on PostgreSQL, where each is closed while it is written
   * anew; of all on SQLite, where writers wait meanwhile, and readers do not. The event loop never does.
   */
  compact(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
};
