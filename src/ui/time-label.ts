import { DAY } from "@/kernel/clock";

/** English without a region means American order to `Intl`; ours puts the day first. */
const region = (locale: string): string => (locale === "en" || locale === "en-XA" ? "en-GB" : locale);

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs about 30 µs, using one 1 µs: each is made once. */
function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(region(locale), { ...options, timeZone: zone });
    made.set(key, format);
  }
  return format;
}

/** The local date of an instant as a count of days, so that two dates can be subtracted. */
function dayNumber(at: number, zone: string): number {
  const [year = 0, month = 1, day = 1] = formatter("en-CA", zone, { year: "numeric", month: "2-digit", day: "2-digit" })
    .format(at)
    .split("-")
    .map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

const yearOf = (at: number, zone: string): string => formatter("en-CA", zone, { year: "numeric" }).format(at);

function relativeDay(locale: string, days: number): string {
  return new Intl.RelativeTimeFormat(region(locale), { numeric: "auto" }).format(days, "day");
}

/** The hour of an instant: "08:42". */
export const clockLabel = (at: number, zone: string, locale: string): string =>
  formatter(locale, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/**
 * An instant as briefly as it is clear: "08:42" today, "yesterday 18:03", "Tue 09:00" within six days before or after,
 * "12 Nov" in this year, else "12 Nov 2025". All instants in epoch milliseconds, days by the calendar of `zone`.
 */
export function timeLabel(at: number, now: number, zone: string, locale: string): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const clock = clockLabel(at, zone, locale);
  if (days === 0) return clock;
  if (Math.abs(days) === 1) return `${relativeDay(locale, days)} ${clock}`;
  if (Math.abs(days) < 7) return `${formatter(locale, zone, { weekday: "short" }).format(at)} ${clock}`;
  const year = yearOf(at, zone) === yearOf(now, zone) ? undefined : "numeric";
  return formatter(locale, zone, { day: "numeric", month: "short", year }).format(at);
}

/** The day of an instant as a heading: "Today", "Yesterday", "Tuesday" within the week, "12 November", with the year if another. */
export function dayLabel(at: number, now: number, zone: string, locale: string): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (days === 0 || days === -1) {
    const label = relativeDay(locale, days);
    return label.charAt(0).toLocaleUpperCase(locale) + label.slice(1);
  }
  if (days < 0 && days > -7) return formatter(locale, zone, { weekday: "long" }).format(at);
  const year = yearOf(at, zone) === yearOf(now, zone) ? undefined : "numeric";
  return formatter(locale, zone, { day: "numeric", month: "long", year }).format(at);
}

/** Everything about an instant, for who hovers: "Tuesday 17 November 2026 at 09:00 WET". */
export function fullLabel(at: number, zone: string, locale: string): string {
  return formatter(locale, zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at);
}
