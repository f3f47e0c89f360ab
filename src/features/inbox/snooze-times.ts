import { type Calendar, dayAt, firstStartOf, nextDayStart } from "@/kernel/calendar";
import { HOUR, MINUTE } from "@/kernel/clock";
import { dateText, dayOf, instantOf, wallOf } from "@/kernel/zone";

/** Where a calendar says nothing of when a day begins. */
const NINE = 540;

/** When the named times of a snooze come, in epoch milliseconds; `later` only while it lies before the day's end. */
export type SnoozeTimes = { later: number | null; tomorrow: number; next_week: number };

/**
 * The named times of a snooze by a member's calendar: three hours from now, the start of their next day, and the start
 * of their next working week, which begins on the first working day from Monday on. All by the wall clock of their zone.
 */
export function snoozeTimes(calendar: Calendar, now: number): SnoozeTimes {
  const { date, end } = dayAt(calendar, now);
  const day = dayOf(date);
  const later = Math.ceil(now / MINUTE) * MINUTE + 3 * HOUR;
  const tomorrow = startOn(calendar, day + 1);
  const monday = day + 7 - ((day + 3) % 7);
  const week = nextDayStart(calendar, instantOf(calendar.zone, wallOf(monday, 0)) - 1);
  return {
    later: later < end ? later : null,
    // Nights that overlap with the next day: its start may have passed.
    tomorrow: tomorrow > now ? tomorrow : startOn(calendar, day + 2),
    next_week: week?.at ?? startOn(calendar, monday),
  };
}

/** When a day starts; one without working hours starts when the next working day does. */
function startOn(calendar: Calendar, day: number): number {
  const week = Array.from({ length: 7 }, (_, ahead) => calendar.hours[(((day + 3 + ahead) % 7) + 7) % 7]!);
  const minutes = week.find((spans) => spans.length > 0)?.[0]?.from ?? NINE;
  return firstStartOf(calendar, dateText(day)) ?? instantOf(calendar.zone, wallOf(day, minutes));
}
