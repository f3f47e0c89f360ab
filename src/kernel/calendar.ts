import { DAY } from "./clock";
import type { WeeklyHours } from "./weekly-hours";
import { dateText, dayOf, instantOf, wallOf, wallTime } from "./zone";

export type { Span, WeeklyHours } from "./weekly-hours";
export { formatLocal, isZone, localDate, parseLocal } from "./zone";

/** A member's weekly hours in an IANA time zone. Both are the wall clock's, so they hold through clock changes. */
export type Calendar = { zone: string; hours: WeeklyHours };

/** The start of a working period, with the local date of the working day that it belongs to. */
export type WorkingStart = { at: number; date: string };

/** A week, and twice over for a day that the date line or a clock change took out of a zone's calendar. */
const LOOK_DAYS = 22;

const localDay = (calendar: Calendar, at: number): number => Math.floor(wallTime(calendar.zone, at) / DAY);

/** The spans that start on a day (counted from 1970-01-01) as instants. Spans that a clock change swallows are gone. */
function spansOn({ zone, hours }: Calendar, day: number): { from: number; to: number }[] {
  const spans = hours[(((day + 3) % 7) + 7) % 7]!;
  // Samoa had no 30 December 2011: nothing starts on a day that begins when the next one does.
  if (spans.length === 0 || instantOf(zone, wallOf(day, 0)) === instantOf(zone, wallOf(day + 1, 0))) return [];
  return spans
    .map(({ from, to }) => ({ from: instantOf(zone, wallOf(day, from)), to: instantOf(zone, wallOf(day, to)) }))
    .filter(({ from, to }) => from < to);
}

/** Whether an instant lies in working hours. The start of a span does, its end does not. */
export function isWorkingTime(calendar: Calendar, at: number): boolean {
  const today = localDay(calendar, at);
  // Tomorrow too: where clocks go back over midnight, an instant of tomorrow comes before the last ones of today.
  for (const day of [today, today - 1, today + 1]) {
    if (spansOn(calendar, day).some(({ from, to }) => from <= at && at < to)) return true;
  }
  return false;
}

/**
 * The start of the next working period strictly after an instant; null when the calendar has none. Spans that touch are
 * one period, but a working day's first span always begins one, also where it continues the night before: otherwise
 * who works around the clock would never begin a day.
 */
export function nextWorkingStart(calendar: Calendar, after: number): WorkingStart | null {
  const today = localDay(calendar, after);
  let workedUntil = Number.NEGATIVE_INFINITY;
  for (let day = today - 2; day < today + LOOK_DAYS; day++) {
    for (const [index, { from, to }] of spansOn(calendar, day).entries()) {
      if (from > after && (index === 0 || from > workedUntil)) return { at: from, date: dateText(day) };
      workedUntil = Math.max(workedUntil, to);
    }
  }
  return null;
}

function dayStart(calendar: Calendar, day: number): WorkingStart | null {
  const [first] = spansOn(calendar, day);
  return first ? { at: first.from, date: dateText(day) } : null;
}

/** When the first span of a local date starts ("2026-11-20"), or null when that is no working day. */
export function firstStartOf(calendar: Calendar, date: string): number | null {
  const day = dayOf(date);
  return Number.isNaN(day) ? null : (dayStart(calendar, day)?.at ?? null);
}

/** The latest start of a working day at or before an instant: the first span of its date, so there is one per date. */
export function latestWorkingStart(calendar: Calendar, atOrBefore: number): WorkingStart | null {
  const today = localDay(calendar, atOrBefore);
  for (let day = today + 1; day > today - LOOK_DAYS; day--) {
    const start = dayStart(calendar, day);
    if (start && start.at <= atOrBefore) return start;
  }
  return null;
}

/** The next start of a working day strictly after an instant: like `nextWorkingStart`, but not after a lunch break. */
export function nextDayStart(calendar: Calendar, after: number): WorkingStart | null {
  const today = localDay(calendar, after);
  for (let day = today - 1; day < today + LOOK_DAYS; day++) {
    const start = dayStart(calendar, day);
    if (start && start.at > after) return start;
  }
  return null;
}

/**
 * The day that it is for a member at an instant: its local date, and when it ends. A span over midnight belongs to the
 * day that it starts on; a day without working hours ends at midnight.
 */
export function dayAt(calendar: Calendar, at: number): { date: string; end: number } {
  const today = localDay(calendar, at);
  const night = spansOn(calendar, today - 1).at(-1);
  if (night && night.from <= at && at < night.to) return { date: dateText(today - 1), end: night.to };
  const last = spansOn(calendar, today).at(-1);
  return { date: dateText(today), end: last?.to ?? instantOf(calendar.zone, wallOf(today + 1, 0)) };
}
