import { describe, expect, test } from "vitest";
import { weeklyHours } from "@/kernel/weekly-hours";
import { clockText, copyMonday, inOrder, nextSpan, onLine, parseClock, spanOf } from "./hours-text";

const day = { from: 540, to: 1_080 };

describe("hours as people write them", () => {
  test.each([
    ["9", 540],
    ["930", 570],
    ["9:30", 570],
    ["09.30", 570],
    [" 22h15 ", 1_335],
    ["24", 0],
    ["0000", 0],
  ])("%j is read", (text, minutes) => {
    expect(parseClock(text)).toBe(minutes);
  });

  test.each(["", "noon", "25", "24:30", "9:75", "9:3:0", "-9", "١٢"])("%j is no hour", (text) => {
    expect(parseClock(text)).toBeUndefined();
  });

  test("minutes are written as a clock shows them", () => {
    expect([0, 545, 1_439, 1_440, 1_800].map(clockText)).toEqual(["00:00", "09:05", "23:59", "00:00", "06:00"]);
  });

  test("a span that ends before it starts ends on the next day", () => {
    expect(spanOf(540, 1_080)).toEqual(day);
    expect(spanOf(1_320, 360)).toEqual({ from: 1_320, to: 1_800 });
    expect(spanOf(540, 540)).toEqual({ from: 540, to: 1_980 });
  });

  test("overlapping spans are seen", () => {
    expect(inOrder([day, { from: 1_080, to: 1_200 }])).toBe(true);
    expect(inOrder([day, { from: 1_000, to: 1_200 }])).toBe(false);
  });

  test("a further span fits the day and never overlaps", () => {
    expect(nextSpan([])).toEqual(day);
    expect(nextSpan([day])).toEqual({ from: 1_140, to: 1_260 });
    expect(nextSpan([{ from: 1_320, to: 1_800 }])).toBeUndefined();
  });

  test("Monday is copied to the weekdays that are worked, or to all when none is", () => {
    const monday = [{ from: 480, to: 960 }];
    const some = copyMonday([monday, [day], [], [day], [], [day], []]);
    expect(some).toEqual([monday, monday, [], monday, [], [day], []]);
    const all = copyMonday([monday, [], [], [], [], [], []]);
    expect(all).toEqual([monday, monday, monday, monday, monday, [], []]);
    expect(weeklyHours.safeParse(all).success).toBe(true);
  });

  test("a span over midnight goes on at the beginning of its line", () => {
    expect(onLine({ from: 720, to: 1_440 })).toEqual([{ start: 50, length: 50 }]);
    expect(onLine({ from: 1_080, to: 1_800 })).toEqual([
      { start: 75, length: 25 },
      { start: 0, length: 25 },
    ]);
  });
});
