import type { ChangeEvent, StreamState } from "./source";

/** What tabs of one browser say to one another. */
export type TabMessage =
  | { say: "event"; event: ChangeEvent }
  | { say: "reset"; seq: number }
  | { say: "state"; state: StreamState }
  /** A new tab asks the leader for what happened since its page was rendered. */
  | { say: "hello"; tab: string; since: number }
  | { say: "missed"; tab: string; events: ChangeEvent[]; state: StreamState; complete: boolean };

const MOST_KEPT = 500;

/** What the leading tab remembers for tabs that have just been opened. */
export class Recent {
  private events: ChangeEvent[] = [];
  state: StreamState = "connecting";

  constructor(private from: number) {}

  add(event: ChangeEvent): void {
    this.events.push(event);
    const dropped = this.events.length > MOST_KEPT ? this.events.shift() : undefined;
    if (dropped) this.from = dropped.seq;
  }

  reset(seq: number): void {
    this.events = [];
    this.from = seq;
  }

  answer(tab: string, since: number): TabMessage {
    const events = this.events.filter(({ seq }) => seq > since);
    return { say: "missed", tab, events, state: this.state, complete: since >= this.from };
  }
}
