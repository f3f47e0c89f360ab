import type { Tx } from "../db";
import type { LoggedEvent } from "./define";

/**
 * A part of the program that acts on events, each exactly once: what `handle` writes and the cursor that moves past the
 * event are one transaction. It awaits nothing but the database; what is slow or far away it enqueues as a job.
 */
export type Subscriber = {
  /** The name of its cursor: never changed once released. */
  name: string;
  /** Only these kinds of event; all when absent. */
  kinds?: readonly string[];
  /** Where a new subscriber starts: behind what is in the log already (default), or at its beginning. */
  from?: "end" | "beginning";
  handle(tx: Tx, event: LoggedEvent): Promise<void>;
};
