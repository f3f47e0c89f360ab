import { afterEach, beforeEach } from "vitest";
import { setClock } from "@/kernel/clock";

export type FakeClock = {
  /** The instant at which it stands, in epoch milliseconds. */
  now(): number;
  /** Moves it to an instant: epoch milliseconds or an ISO text such as "2026-11-20T08:00:00Z". */
  set(instant: number | string): void;
  /** Moves it on by milliseconds. */
  advance(ms: number): void;
};

/** Stops the program's clock at an instant before each test of a file; it moves only when told to. */
export function useClock(start = "2026-11-20T10:00:00Z"): FakeClock {
  let at = Date.parse(start);
  beforeEach(() => {
    at = Date.parse(start);
    setClock(() => at);
  });
  afterEach(() => setClock());
  return {
    now: () => at,
    set(instant) {
      at = typeof instant === "number" ? instant : Date.parse(instant);
    },
    advance(ms) {
      at += ms;
    },
  };
}
