import { clockText } from "@/features/settings/ui";
import type { WeeklyHours } from "@/kernel/calendar";

/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Working hours as one reads them, days of the same hours together: ["Mon–Fri", "09:00–18:00"]. Free days are left out. */
export function weekLines(hours: WeeklyHours, locale: string): [days: string, spans: string][] {
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const name = (day: number) => format.format(MONDAY + day * DAY_MS);
  const texts = hours.map((spans) => spans.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`).join(", "));
  const lines: [string, string][] = [];
  for (let first = 0; first < texts.length; ) {
    let last = first;
    while (texts[last + 1] === texts[first] && last + 1 < texts.length) last++;
    const spans = texts[first];
    if (spans) lines.push([last === first ? name(first) : `${name(first)}–${name(last)}`, spans]);
    first = last + 1;
  }
  return lines;
}
