import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
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
import { MINUTE } from "./clock";
import { weeklyHours } from "./weekly-hours";

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;

/**
 * The oracle: lists every span around an instant through Temporal, which knows nothing of the code under test, and finds
 * what begins a period by asking whether the millisecond before was worked.
 */
function oracle(calendar: Calendar, around: number) {
  const instant = (date: Temporal.PlainDate, minutes: number): number => {
    const wall = date.toPlainDateTime().add({ minutes });
    const early = wall.toZonedDateTime(calendar.zone, { disambiguation: "earlier" });
    if (early.toPlainDateTime().equals(wall)) return early.epochMilliseconds;
    return early.getTimeZoneTransition("next")!.epochMilliseconds;
  };
  const middle = Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(calendar.zone).toPlainDate();
  const spans = Array.from({ length: 51 }, (_, i) => middle.add({ days: i - 25 }))
    .filter((date) => date.toZonedDateTime(calendar.zone).toPlainDate().equals(date))
    .flatMap((date) =>
      calendar.hours[date.dayOfWeek - 1]!.map(({ from, to }) => ({
        from: instant(date, from),
        to: instant(date, to),
        date: date.toString(),
      }))
        .filter(({ from, to }) => to > from)
        .map((span, index) => ({ ...span, first: index === 0 })),
    );
  const working = (when: number) => spans.some(({ from, to }) => when >= from && when < to);
  const start = (span: (typeof spans)[number] | undefined) => (span ? { at: span.from, date: span.date } : null);
  const firsts = spans.filter(({ first }) => first);
  return {
    working,
    next: start(spans.find(({ from, first }) => from > around && (first || !working(from - 1)))),
    nextDay: start(firsts.find(({ from }) => from > around)),
    latest: start(firsts.findLast(({ from }) => from <= around)),
  };
}

const zones = [
  "UTC",
  "Europe/Lisbon",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Chatham",
  "America/Scoresbysund",
  "Africa/Cairo",
  "America/Havana",
  "Asia/Gaza",
  "Africa/Casablanca",
  "Antarctica/Troll",
  "Asia/Pyongyang",
  "America/Caracas",
];

/** Instants near a clock change of the zone, where there is one after a random start, else anywhere. */
const place = fc
  .record({
    zone: fc.constantFrom(...zones),
    start: fc.integer({ min: at("1990-01-01T00:00[UTC]"), max: at("2030-01-01T00:00[UTC]") }),
    shift: fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
    seconds: fc.constantFrom(0, 0, 1, -1),
  })
  .map(({ zone, start, shift, seconds }) => {
    const change = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
    return { zone, at: (change?.epochMilliseconds ?? start) + shift * MINUTE + seconds };
  });

const spansOfDay = fc
  .array(fc.record({ gap: fc.constantFrom(0, 0, 30, 60, 195), length: fc.constantFrom(30, 45, 90, 480, 1440) }), {
    maxLength: 4,
  })
  .chain((parts) => fc.integer({ min: 0, max: 1439 }).map((begin) => ({ parts, begin })))
  .map(({ parts, begin }) => {
    let from = parts.length > 2 ? begin % 240 : begin;
    const spans: Span[] = [];
    for (const { gap, length } of parts) {
      if (from < 1440) spans.push({ from, to: from + length });
      from += length + gap;
    }
    return spans;
  });
const hours = fc.array(spansOfDay, { minLength: 7, maxLength: 7 });

test("every answer is that of an oracle, around clock changes of many zones", () => {
  fc.assert(
    fc.property(place, hours, (where, week) => {
      const calendar = { zone: where.zone, hours: weeklyHours.parse(week) };
      const truth = oracle(calendar, where.at);
      expect(isWorkingTime(calendar, where.at)).toBe(truth.working(where.at));
      expect(nextWorkingStart(calendar, where.at)).toEqual(truth.next);
      expect(nextDayStart(calendar, where.at)).toEqual(truth.nextDay);
      expect(latestWorkingStart(calendar, where.at)).toEqual(truth.latest);
      if (truth.latest) expect(firstStartOf(calendar, truth.latest.date)).toBe(truth.latest.at);
    }),
    { numRuns: 400 },
  );
});

test("the local date is that of Temporal in every zone", () => {
  const all = Intl.supportedValuesOf("timeZone");
  const instant = fc.integer({ min: at("1973-01-01T00:00[UTC]"), max: at("2037-01-01T00:00[UTC]") });
  fc.assert(
    fc.property(fc.constantFrom(...all), instant, (zone, when) => {
      const truth = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(zone).toPlainDate();
      expect(localDate(zone, when)).toBe(truth.toString());
    }),
    { numRuns: 1000 },
  );
});
