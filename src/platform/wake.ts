import { EventEmitter } from "node:events";
import { once } from "./once";

type Sleeper = "relay" | "jobs";

const bell = once("wake", () => new EventEmitter());

/** Tells a background loop of this process that there is work, so that it need not wait for its next poll. */
export function wake(sleeper: Sleeper): void {
  bell.emit(sleeper);
}

/** Calls back at each `wake`; gives the function that ends it. */
export function onWake(sleeper: Sleeper, callback: () => void): () => void {
  bell.on(sleeper, callback);
  return () => bell.off(sleeper, callback);
}
