import type { ServerResponse } from "node:http";
import type { Actor } from "@/kernel/actor";
import type { LoggedEvent } from "../events";
import type { Ended } from "./rules";

/** What a stream needs of a response. */
export type Sink = Pick<ServerResponse, "write" | "end" | "destroy" | "writableLength" | "on">;

/** A reader who takes this little at a time has gone; what is kept for it would only grow. */
const MOST_BUFFERED = 64 * 1024;

/**
 * After so many heartbeats a stream ends, and its browser comes back: a quarter of an hour, more or less, so that not all
 * come at once. Behind a proxy that is how long a browser counts that has gone without a word.
 */
const MOST_BEATS = 36;

/** One browser's stream of server-sent events (HTML standard, 9.2): what changed, never what it says. */
export class Stream {
  /** Whether it has caught up with the log and takes events as they come. */
  live = false;
  /** Set when the socket took no more; cleared when it drained. */
  private stalled = false;
  private ended = false;
  private beatsLeft = Math.round(MOST_BEATS * (0.75 + Math.random() / 2));

  constructor(
    readonly actor: Actor,
    private readonly sink: Sink,
    /** Everything up to this place in the log has been sent or was not for this reader. */
    public position: number,
  ) {
    sink.on("drain", () => {
      this.stalled = false;
    });
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  isOf(whose: Ended): boolean {
    return "sessionId" in whose ? whose.sessionId === this.actor.sessionId : whose.memberId === this.actor.id;
  }

  /** After this many milliseconds, give or take a half, a browser that lost its stream comes back: not all at once. */
  greet(retryMs: number): void {
    this.write(`retry: ${Math.round(retryMs * (0.5 + Math.random()))}\n\n`);
  }

  /** Tells where the stream stands. `reset`: what lies between is not known any more, fetch everything anew. */
  place(event: "start" | "reset", seq: number): void {
    this.position = seq;
    this.write(`event: ${event}\nid: ${seq}\ndata: {"seq":${seq}}\n\n`);
  }

  /** Sends an event, once. */
  send({ seq, kind, payload }: LoggedEvent): void {
    if (seq <= this.position) return;
    this.position = seq;
    const { memberIds: _private, ...ids } = payload;
    this.write(`id: ${seq}\ndata: ${JSON.stringify({ ...ids, seq, kind })}\n\n`);
  }

  /** Notes that an event was not for this reader. */
  skip({ seq }: LoggedEvent): void {
    this.position = Math.max(this.position, seq);
  }

  /**
   * Keeps proxies from closing a quiet connection, finds out those that have gone, and lets the browser find out that the
   * line is dead. It tells where the stream stands, so that coming back costs nothing.
   */
  heartbeat(): void {
    if (this.stalled) {
      this.cut();
      return;
    }
    this.write(`event: beat\nid: ${this.position}\ndata: {"seq":${this.position}}\n\n`);
    this.beatsLeft -= 1;
    if (this.beatsLeft <= 0) this.end();
  }

  /** Ends the answer; the browser may come back. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.sink.end();
  }

  /** Ends the connection: its reader takes nothing, or must not get one byte more. */
  cut(): void {
    this.ended = true;
    this.sink.destroy();
  }

  private write(text: string): void {
    if (this.ended) return;
    if (!this.sink.write(text)) this.stalled = true;
    if (this.sink.writableLength > MOST_BUFFERED) this.cut();
  }
}
