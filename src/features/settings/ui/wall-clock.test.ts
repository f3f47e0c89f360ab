import { describe, expect, test } from "vitest";
import { wallClock, workingUntil } from "./wall-clock";

const week = [
  [
    { from: 540, to: 780 },
    { from: 780, to: 1_080 },
    { from: 1_320, to: 1_800 },
  ],
  [],
  [],
  [],
  [],
  [],
  [],
];
const until = (day: number, minutes: number) => workingUntil(week, { day, minutes });

describe("what a member's calendar says now", () => {
  test("an instant is read on the wall of its zone", () => {
    const at = Date.parse("2026-11-19T18:40:00Z");
    expect(wallClock(at, "Europe/Lisbon")).toEqual({ day: 3, minutes: 1_120 });
    expect(wallClock(at, "Asia/Kolkata")).toEqual({ day: 4, minutes: 10 });
  });

  test("the end of the span one is in, spans that touch being one", () => {
    expect(until(0, 600)).toBe(1_080);
    expect(until(0, 779)).toBe(1_080);
    expect(until(0, 1_080)).toBeUndefined();
    expect(until(0, 539)).toBeUndefined();
  });

  test("a span goes on over midnight", () => {
    expect(until(0, 1_400)).toBe(1_800);
    expect(until(1, 100)).toBe(360);
    expect(until(1, 360)).toBeUndefined();
  });
});
