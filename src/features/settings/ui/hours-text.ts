import type { Span, WeeklyHours } from "@/kernel/calendar";

const DAY_MINUTES = 1_440;

/** Minutes from midnight as one writes them: 540 is "09:00"; those of the next day begin again, 1440 is "00:00". */
export function clockText(minutes: number): string {
  const within = minutes % DAY_MINUTES;
  return [Math.floor(within / 60), within % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Reads an hour as people write it: "9", "930", "9:30", "09.30", "24". Undefined when it is none. */
export function parseClock(text: string): number | undefined {
  const found = /^\s*(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*$/.exec(text);
  if (!found) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return (hours % 24) * 60 + minutes;
}

/** A span between two hours of the clock; an end that is not after the start is on the next day. */
export const spanOf = (from: number, to: number): Span => ({ from, to: to > from ? to : to + DAY_MINUTES });

/** Monday to Friday between two hours of the clock, in minutes from midnight. */
export const workWeek = (from: number, to: number): WeeklyHours =>
  Array.from({ length: 7 }, (_, day) => (day < 5 ? [spanOf(from, to)] : []));

/** Whether spans are in order and do not overlap, as a day's must. */
export const inOrder = (spans: readonly Span[]): boolean =>
  spans.every(({ from }, index) => index === 0 || from >= (spans[index - 1]?.to ?? 0));

/** A further span after the last of a day: an hour after its end, for two hours. None fits after 22:00. */
export function nextSpan(spans: readonly Span[]): Span | undefined {
  const last = spans.at(-1);
  if (!last) return { from: 540, to: 1_080 };
  const from = last.to + 60;
  return from < DAY_MINUTES - 60 ? { from, to: Math.min(from + 120, DAY_MINUTES) } : undefined;
}

/** The week with Monday's hours on the other weekdays that are worked, or on all of them when none is. */
export function copyMonday(hours: WeeklyHours): WeeklyHours {
  const [monday = []] = hours;
  const none = hours.slice(1, 5).every((spans) => spans.length === 0);
  return hours.map((spans, day) =>
    day > 0 && day < 5 && (none || spans.length > 0) ? monday.map((span) => ({ ...span })) : spans,
  );
}

/** Where a span lies on a line from 00:00 to 24:00, in percent; past midnight it goes on at the line's beginning. */
export function onLine({ from, to }: Span): { start: number; length: number }[] {
  const percent = (minutes: number) => (minutes / DAY_MINUTES) * 100;
  const first = { start: percent(from), length: percent(Math.min(to, DAY_MINUTES) - from) };
  return to > DAY_MINUTES ? [first, { start: 0, length: percent(to - DAY_MINUTES) }] : [first];
}
