import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  type Calendar,
  firstStartOf,
  isWorkingTime,
  latestWorkingStart,
  localDate,
  nextDayStart,
  nextWorkingStart,
  type Span,
} from "./calendar";
import { DAY, HOUR, MINUTE } from "./clock";
import { weeklyHours } from "./weekly-hours";

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const said = (zone: string, instant: number | undefined) =>
  instant === undefined ? null : Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString();

const nineToSix: Span[] = [{ from: 540, to: 1080 }];
const office = (zone: string): Calendar => ({ zone, hours: [...Array(5).fill(nineToSix), [], []] });
const daily = (zone: string, ...spans: Span[]): Calendar => ({ zone, hours: Array(7).fill(spans) });

describe("a usual week", () => {
  const lisbon = office("Europe/Lisbon");

  test("spans are half-open", () => {
    expect(isWorkingTime(lisbon, at("2026-11-20T09:00[Europe/Lisbon]"))).toBe(true);
    expect(isWorkingTime(lisbon, at("2026-11-20T09:00[Europe/Lisbon]") - 1)).toBe(false);
    expect(isWorkingTime(lisbon, at("2026-11-20T18:00[Europe/Lisbon]") - 1)).toBe(true);
    expect(isWorkingTime(lisbon, at("2026-11-20T18:00[Europe/Lisbon]"))).toBe(false);
  });

  test("from Friday evening the next start is Monday, and at the start itself the one after", () => {
    const monday = at("2026-11-23T09:00[Europe/Lisbon]");
    expect(nextWorkingStart(lisbon, at("2026-11-20T18:00[Europe/Lisbon]"))).toEqual({ at: monday, date: "2026-11-23" });
    expect(nextWorkingStart(lisbon, monday)).toEqual({ at: monday + DAY, date: "2026-11-24" });
    expect(latestWorkingStart(lisbon, monday)).toEqual({ at: monday, date: "2026-11-23" });
    expect(latestWorkingStart(lisbon, monday - 1)?.date).toBe("2026-11-20");
  });

  test("an empty calendar has no start and no working time", () => {
    const empty = daily("Asia/Kolkata");
    const now = at("2026-11-20T12:00[UTC]");
    expect([
      isWorkingTime(empty, now),
      nextWorkingStart(empty, now),
      nextDayStart(empty, now),
      latestWorkingStart(empty, now),
      firstStartOf(empty, "2026-11-20"),
    ]).toEqual([false, null, null, null, null]);
  });
});

describe("over clock changes", () => {
  test("nine o'clock stays nine o'clock", () => {
    const calendar = daily("Europe/Lisbon", ...nineToSix);
    const before = firstStartOf(calendar, "2026-03-28")!;
    expect(firstStartOf(calendar, "2026-03-29")! - before).toBe(23 * HOUR);
    expect(firstStartOf(calendar, "2026-10-25")! - firstStartOf(calendar, "2026-10-24")!).toBe(25 * HOUR);
  });

  test("a start in the gap is the first instant after it", () => {
    const calendar = daily("America/New_York", { from: 150, to: 600 });
    expect(firstStartOf(calendar, "2026-03-08")).toBe(at("2026-03-08T03:00[America/New_York]"));
    expect(firstStartOf(calendar, "2026-03-09")).toBe(at("2026-03-09T02:30[America/New_York]"));
  });

  test("a start that occurs twice is the first one, and there is only one that day", () => {
    const calendar = daily("America/New_York", { from: 90, to: 600 });
    const first = at("2026-11-01T01:30-04:00[America/New_York]");
    expect(firstStartOf(calendar, "2026-11-01")).toBe(first);
    expect(nextDayStart(calendar, first)?.date).toBe("2026-11-02");
    expect(isWorkingTime(calendar, at("2026-11-01T01:15-05:00[America/New_York]"))).toBe(true);
  });

  test("a span that lies in the gap as a whole is not worked", () => {
    const calendar = daily("America/New_York", { from: 125, to: 170 });
    expect(firstStartOf(calendar, "2026-03-08")).toBeNull();
    expect(said("America/New_York", nextWorkingStart(calendar, at("2026-03-08T00:00[America/New_York]"))?.at)).toMatch(
      "2026-03-09T02:05",
    );
  });

  test("Samoa skipped a day, which has neither start nor digest", () => {
    const calendar = daily("Pacific/Apia", ...nineToSix);
    const before = at("2011-12-29T09:00[Pacific/Apia]");
    expect(firstStartOf(calendar, "2011-12-30")).toBeNull();
    expect(nextDayStart(calendar, before)).toEqual({ at: before + DAY, date: "2011-12-31" });
    expect(nextDayStart({ zone: "Pacific/Apia", hours: [[], [], [], [], nineToSix, [], []] }, before)?.date).toBe(
      "2012-01-06",
    );
  });

  test("a night that would have begun on the skipped day is not worked either", () => {
    const calendar = daily("Pacific/Apia", { from: 1320, to: 1800 });
    expect(firstStartOf(calendar, "2011-12-30")).toBeNull();
    expect(isWorkingTime(calendar, at("2011-12-31T01:00[Pacific/Apia]"))).toBe(false);
  });

  test("where midnight occurs twice, a span that began at the first goes on through the hour before the second", () => {
    const calendar = daily("America/St_Johns", { from: 0, to: 480 });
    const again = at("2005-10-30T00:00-02:30[America/St_Johns]") + 31 * MINUTE;
    expect(localDate("America/St_Johns", again)).toBe("2005-10-29");
    expect(isWorkingTime(calendar, again)).toBe(true);
  });

  test("zones with half hours and Lord Howe's half hour of summer time", () => {
    const kolkata = office("Asia/Kolkata");
    expect(nextWorkingStart(kolkata, at("2026-11-22T00:00[UTC]"))?.at).toBe(at("2026-11-23T03:30[UTC]"));
    const howe = daily("Australia/Lord_Howe", { from: 135, to: 300 });
    expect(firstStartOf(howe, "2026-10-04")).toBe(at("2026-10-04T02:30[Australia/Lord_Howe]"));
  });
});

describe("the day's start", () => {
  test("a shift over midnight belongs to the date on which it starts", () => {
    const nights = daily("Europe/Lisbon", { from: 1320, to: 1800 });
    const morning = at("2026-11-20T05:00[Europe/Lisbon]");
    expect(isWorkingTime(nights, morning)).toBe(true);
    expect(latestWorkingStart(nights, morning)).toEqual({
      at: at("2026-11-19T22:00[Europe/Lisbon]"),
      date: "2026-11-19",
    });
    expect(isWorkingTime(nights, at("2026-11-20T06:00[Europe/Lisbon]"))).toBe(false);
  });

  test("spans that touch are one period; a lunch break makes two", () => {
    const touching = daily("UTC", { from: 540, to: 720 }, { from: 720, to: 1080 });
    const broken = daily("UTC", { from: 540, to: 720 }, { from: 780, to: 1080 });
    const ten = at("2026-11-20T10:00[UTC]");
    expect(nextWorkingStart(touching, ten)).toEqual({ at: at("2026-11-21T09:00[UTC]"), date: "2026-11-21" });
    expect(nextWorkingStart(broken, ten)).toEqual({ at: at("2026-11-20T13:00[UTC]"), date: "2026-11-20" });
    expect(nextDayStart(broken, ten)).toEqual({ at: at("2026-11-21T09:00[UTC]"), date: "2026-11-21" });
  });

  test("who works around the clock begins each day at its first span", () => {
    const always = daily("UTC", { from: 0, to: 1440 });
    expect(nextWorkingStart(always, at("2026-11-20T10:00[UTC]"))).toEqual({
      at: at("2026-11-21T00:00[UTC]"),
      date: "2026-11-21",
    });
  });
});

test("a text that is no date is no working day", () => {
  for (const text of ["", "today", "2026-13-01"]) expect(firstStartOf(office("UTC"), text)).toBeNull();
});

test("hours that are no week of spans are refused", () => {
  const week = (...spans: unknown[]) => weeklyHours.safeParse([spans, [], [], [], [], [], []]).success;
  expect(week({ from: 540, to: 720 }, { from: 720, to: 1080 })).toBe(true);
  expect(week({ from: 1320, to: 1800 })).toBe(true);
  const bad = [
    [{ from: 540, to: 540 }],
    [{ from: 1440, to: 1500 }],
    [{ from: -1, to: 60 }],
    [{ from: 0, to: 1441 }],
    [{ from: 1.5, to: 60 }],
    [
      { from: 540, to: 720 },
      { from: 700, to: 800 },
    ],
    ["x"],
    [null],
  ];
  for (const spans of bad) expect(week(...spans), JSON.stringify(spans)).toBe(false);
  expect(weeklyHours.safeParse([[], []]).success).toBe(false);
});
