import { type Calendar, firstStartOf, localDate, parseLocal } from "@/kernel/calendar";
import { DAY } from "@/kernel/clock";

/** When a day begins for who has no hours on it. */
const MORNING = "09:00";
const WEEK_DAYS = 7;

/** The start of somebody's day, so many days after the date that it is for them at `now`. */
function startAfter(calendar: Calendar, now: number, days: number): number {
  // Noon of the day: no clock change makes another date of it.
  const noon = parseLocal(calendar.zone, `${localDate(calendar.zone, now)}T12:00`) ?? now;
  const date = localDate(calendar.zone, noon + days * DAY);
  return firstStartOf(calendar, date) ?? parseLocal(calendar.zone, `${date}T${MORNING}`) ?? now + days * DAY;
}

/** The ends that a mute is offered, as instants: the start of tomorrow, and of the same day next week. */
export const muteEnds = (calendar: Calendar, now: number): { tomorrow: number; week: number } => ({
  tomorrow: startAfter(calendar, now, 1),
  week: startAfter(calendar, now, WEEK_DAYS),
});
