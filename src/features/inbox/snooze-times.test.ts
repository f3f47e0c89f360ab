import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Calendar, Span } from "@/kernel/calendar";
import { snoozeTimes } from "./snooze-times";

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const said = (zone: string, instant: number | null) =>
  instant === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toString({ timeZoneName: "never" })
        .replace(":00.000", "");
const nineToSix: Span[] = [{ from: 540, to: 1080 }];
const office = (zone: string): Calendar => ({ zone, hours: [...Array(5).fill(nineToSix), [], []] });

/** The three times at a local time of a calendar, as its zone writes them. */
function times(calendar: Calendar, local: string) {
  const { later, tomorrow, next_week } = snoozeTimes(calendar, at(`${local}[${calendar.zone}]`));
  return [later, tomorrow, next_week].map((instant) => said(calendar.zone, instant));
}

describe("the named times of a snooze", () => {
  const lisbon = office("Europe/Lisbon");
  test.each([
    ["in the morning", "2026-11-24T10:00", "2026-11-24T13:00:00+00:00", "2026-11-25T09:00:00+00:00"],
    ["to the last minute", "2026-11-24T14:59", "2026-11-24T17:59:00+00:00", "2026-11-25T09:00:00+00:00"],
    ["three hours before the day's end", "2026-11-24T15:00", null, "2026-11-25T09:00:00+00:00"],
    ["at night", "2026-11-24T23:30", null, "2026-11-25T09:00:00+00:00"],
    ["before the day's start", "2026-11-24T06:00", "2026-11-24T09:00:00+00:00", "2026-11-25T09:00:00+00:00"],
  ])("%s", (_name, now, later, tomorrow) => {
    expect(times(lisbon, now)).toEqual([later, tomorrow, "2026-11-30T09:00:00+00:00"]);
  });

  test("a day without working hours starts when the next working day does, and ends at midnight", () => {
    const late: Calendar = { ...lisbon, hours: [[{ from: 600, to: 1000 }], ...Array(4).fill(nineToSix), [], []] };
    expect(times(late, "2026-11-27T16:00")).toEqual([null, "2026-11-28T10:00:00+00:00", "2026-11-30T10:00:00+00:00"]);
    expect(times(late, "2026-11-29T20:00")).toEqual([
      "2026-11-29T23:00:00+00:00",
      "2026-11-30T10:00:00+00:00",
      "2026-11-30T10:00:00+00:00",
    ]);
  });

  test("a working week begins on its first working day", () => {
    const part: Calendar = { ...lisbon, hours: [[], [], nineToSix, nineToSix, nineToSix, [], []] };
    expect(times(part, "2026-11-24T10:00")[2]).toBe("2026-12-02T09:00:00+00:00");
    expect(times(lisbon, "2026-11-30T08:00")[2]).toBe("2026-12-07T09:00:00+00:00");
  });

  test("hold the wall clock's time over clock changes", () => {
    const berlin = office("Europe/Berlin");
    expect(times(berlin, "2026-10-23T17:00")[2]).toBe("2026-10-26T09:00:00+01:00");
    expect(times(berlin, "2026-03-27T17:00")[2]).toBe("2026-03-30T09:00:00+02:00");
  });

  test("a night belongs to the day that it starts on", () => {
    const nights: Calendar = { zone: "UTC", hours: Array(7).fill([{ from: 1320, to: 1800 }]) };
    expect(times(nights, "2026-11-25T01:00")).toEqual([
      "2026-11-25T04:00:00+00:00",
      "2026-11-25T22:00:00+00:00",
      "2026-11-30T22:00:00+00:00",
    ]);
    expect(times(nights, "2026-11-25T04:00")[0]).toBeNull();
  });

  test("without working hours days begin at nine and end at midnight", () => {
    const free: Calendar = { zone: "Asia/Kolkata", hours: Array(7).fill([]) };
    expect(times(free, "2026-11-24T10:00")).toEqual([
      "2026-11-24T13:00:00+05:30",
      "2026-11-25T09:00:00+05:30",
      "2026-11-30T09:00:00+05:30",
    ]);
  });
});
