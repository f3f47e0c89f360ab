import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";

/** A browser's end of a stream, held in the hand: what it got, and whether it takes more. */
export class FakeSink extends EventEmitter {
  text = "";
  state: "open" | "ended" | "destroyed" = "open";
  /** Bytes that wait in the socket; set `full` to make it take nothing. */
  writableLength = 0;
  full = false;

  write(chunk: string): boolean {
    if (this.full) this.writableLength += chunk.length;
    else this.text += chunk;
    return !this.full;
  }

  end(): this {
    this.state = "ended";
    this.emit("close");
    return this;
  }

  destroy(): this {
    this.state = "destroyed";
    this.emit("close");
    return this;
  }

  /** The socket takes bytes again. */
  drain(): void {
    this.full = false;
    this.writableLength = 0;
    this.emit("drain");
  }

  /** The places in the log of the events that arrived, in order. */
  get seqs(): number[] {
    return [...this.text.matchAll(/^id: (\d+)\ndata: \{(?!"seq":\d+\}$)/gm)].map(([, seq]) => Number(seq));
  }

  get heartbeats(): number {
    return this.text.split("event: beat").length - 1;
  }

  as = (): ServerResponse => this as unknown as ServerResponse;
}
