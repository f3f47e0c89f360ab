import { setImmediate as nextTurn } from "node:timers/promises";
import type { Actor } from "@/kernel/actor";
import { SECOND } from "@/kernel/clock";
import type { Read } from "../db";
import type { LoggedEvent } from "../events";
import { log } from "../log";
import { catchUp } from "./catch-up";
import type { Ended, History, RealtimeRules } from "./rules";
import { type Sink, Stream } from "./stream";

/** Between two slices the event loop answers requests: 10,000 streams in one go would hold it for 0.2 s. */
const SLICE = 200;
const HEARTBEAT_MS = 25 * SECOND;
const RETRY_MS = 2 * SECOND;
/** One stream per browser, with room for tabs that take over from one another. */
export const STREAMS_PER_SESSION = 6;

export type HubOptions = { read: () => Read; history: History; rules: RealtimeRules };

/** All streams of this process. The relay hands it what happened; it hands on what each reader may see at that moment. */
export class Hub {
  private readonly streams = new Set<Stream>();
  private readonly timer: NodeJS.Timeout;
  private closed = false;

  private constructor(
    private readonly options: HubOptions,
    /** The last event that was handed out, or is being handed out. */
    private cursor: number,
  ) {
    this.timer = setInterval(() => void this.heartbeat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  static async open(options: HubOptions): Promise<Hub> {
    return new Hub(options, await options.history.head());
  }

  /** How many streams a session has open. */
  count(sessionId: string): number {
    let count = 0;
    for (const { actor } of this.streams) if (actor.sessionId === sessionId) count += 1;
    return count;
  }

  /**
   * Adds a stream, which first gets what it missed since `since` (absent: nothing). It is added before the log is read,
   * so that a session that ends meanwhile ends it too.
   */
  async join(actor: Actor, sink: Sink, since: number | undefined): Promise<void> {
    const stream = new Stream(actor, sink, since ?? this.cursor);
    sink.on("close", () => this.streams.delete(stream));
    this.streams.add(stream);
    if (this.closed) return stream.end();
    stream.greet(RETRY_MS);
    try {
      const alive = await this.alive([stream]);
      if (!alive.has(actor.sessionId)) return this.drop(stream);
      if (since === undefined) stream.place("start", this.cursor);
      await catchUp(stream, () => this.cursor, this.options);
    } catch (error) {
      log.error("A stream could not catch up; it will come back", error);
      stream.end();
    }
  }

  /** Hands out events, in order, each to those who may see it now. Resolves when all were written. */
  async publish(events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      const ended = this.options.rules.ends(event);
      if (ended) this.endStreams(ended);
      // In one step with taking the list: a stream that becomes live later has read this event from the log.
      this.cursor = event.seq;
      const live = [...this.streams].filter((stream) => stream.live);
      for (let from = 0; from < live.length; from += SLICE) {
        if (from > 0) await nextTurn();
        await this.deliver(event, live.slice(from, from + SLICE));
      }
    }
  }

  private async deliver(event: LoggedEvent, streams: readonly Stream[]): Promise<void> {
    try {
      const memberIds = [...new Set(streams.map(({ actor }) => actor.id))];
      const { rules, read } = this.options;
      const seers = new Set(await rules.seers(read(), event, memberIds));
      for (const stream of streams) {
        if (seers.has(stream.actor.id)) stream.send(event);
        else stream.skip(event);
      }
    } catch (error) {
      // Whoever did not get it comes back and reads it from the log.
      log.error("An event could not be handed out; its streams will come back", error, { seq: event.seq });
      for (const stream of streams) stream.end();
    }
  }

  /** Ends the streams of a session or of a member at once. */
  endStreams(whose: Ended): void {
    for (const stream of this.streams) if (stream.isOf(whose)) this.drop(stream);
  }

  private drop(stream: Stream): void {
    stream.end();
    this.streams.delete(stream);
  }

  /** A sign of life for every stream; those whose session has ended or expired end too. */
  private async heartbeat(): Promise<void> {
    const all = [...this.streams];
    for (let from = 0; from < all.length; from += SLICE) {
      if (from > 0) await nextTurn();
      const slice = all.slice(from, from + SLICE);
      try {
        const alive = await this.alive(slice);
        for (const stream of slice) {
          if (alive.has(stream.actor.sessionId)) stream.heartbeat();
          else this.drop(stream);
        }
      } catch (error) {
        log.error("A heartbeat failed", error);
      }
    }
  }

  private async alive(streams: readonly Stream[]): Promise<ReadonlySet<string>> {
    const sessionIds = [...new Set(streams.map(({ actor }) => actor.sessionId))];
    return new Set(await this.options.rules.alive(this.options.read(), sessionIds));
  }

  /** Ends all streams and takes no new ones. */
  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    for (const stream of this.streams) this.drop(stream);
  }
}
