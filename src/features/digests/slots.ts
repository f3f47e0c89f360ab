import { type Calendar, isWorkingTime, latestWorkingStart, nextDayStart, type WorkingStart } from "@/kernel/calendar";

/** Later than any slot: the digest is off, or no working day comes. */
export const NEVER = Date.UTC(9999, 0);

/** When the next digest is due: the start of the next working day whose local date had none yet. */
export function nextSlot(calendar: Calendar, lastDate: string, now: number): number {
  let start = nextDayStart(calendar, now);
  // Who flies west over the date line sees a date again; it has had its digest.
  while (start && start.date <= lastDate) start = nextDayStart(calendar, start.at);
  return start?.at ?? NEVER;
}

/** The slot that a due member gets: the latest one alone, however many were missed, and none for a date that had one. */
export function dueSlot(calendar: Calendar, lastDate: string, now: number): WorkingStart | null {
  const latest = latestWorkingStart(calendar, now);
  return latest && latest.date > lastDate ? latest : null;
}

/**
 * When the digest is due after zone or hours have changed: at once when by the new calendar a working day is going on
 * that had none, else at the next start. Outside working hours nothing comes because of an edit.
 */
export function slotAfterChange(calendar: Calendar, lastDate: string, now: number): number {
  const due = isWorkingTime(calendar, now) ? dueSlot(calendar, lastDate, now) : null;
  return due?.at ?? nextSlot(calendar, lastDate, now);
}

/** The date up to which a member who begins now has had everything: what began before is not made up for. */
export const datePassed = (calendar: Calendar, now: number): string => latestWorkingStart(calendar, now)?.date ?? "";
