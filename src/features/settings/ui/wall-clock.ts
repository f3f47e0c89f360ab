import type { WeeklyHours } from "@/kernel/calendar";

const DAY_MINUTES = 1_440;
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What a clock on the wall shows: the day of the week (0 is Monday) and minutes from midnight. */
export type WallClock = { day: number; minutes: number };

/** Reads an instant (epoch milliseconds) on the wall of a zone. */
export function wallClock(at: number, zone: string): WallClock {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: days.indexOf(parts.weekday ?? ""), minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/**
 * When the span that one is working in ends, in minutes from midnight; undefined outside working hours. Spans that touch
 * are one. For showing alone: what is delivered when is decided by the kernel's calendar, which knows the clock changes.
 */
export function workingUntil(hours: WeeklyHours, { day, minutes }: WallClock): number | undefined {
  const today = hours[day] ?? [];
  const overMidnight = (hours[(day + 6) % 7] ?? []).map(({ from, to }) => ({
    from: from - DAY_MINUTES,
    to: to - DAY_MINUTES,
  }));
  let end: number | undefined;
  for (const span of [...overMidnight, ...today]) {
    const inside = span.from <= minutes && minutes < span.to;
    if (inside || (end !== undefined && span.from <= end)) end = Math.max(end ?? 0, span.to);
  }
  return end;
}
