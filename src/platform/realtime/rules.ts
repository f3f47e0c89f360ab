import type { Read } from "../db";
import type { LoggedEvent } from "../events";

/** What the hub asks the slices, at each delivery anew. */
export type RealtimeRules = {
  /** Which of these members may be told of an event now. */
  seers(read: Read, event: LoggedEvent, memberIds: readonly string[]): Promise<readonly string[]>;
  /** Which of these sessions are good now. */
  alive(read: Read, sessionIds: readonly string[]): Promise<readonly string[]>;
  /** Whose streams an event ends. */
  ends(event: LoggedEvent): Ended | undefined;
};

export type Ended = { sessionId: string } | { memberId: string };

/** The log, as far as every durable subscriber has passed. */
export type History = {
  /** The next events after a place, in order, at most `limit`. */
  after(seq: number, limit: number): Promise<LoggedEvent[]>;
  /** The last place. */
  head(): Promise<number>;
};
