import { DAY, HOUR, MINUTE, SECOND } from "./clock";

/** A stretch of time in which a zone keeps one offset: instants from `from` up to `to`, local = instant + `offset`. */
type Stretch = { from: number; to: number; offset: number };

type Zone = { format: Intl.DateTimeFormat; days: Map<number, Stretch[]> };

const zones = new Map<string, Zone>();

/** Newer engines take offsets such as "+05:30" too, but these are no zones: they know no clock changes. */
const nameForm = /^[A-Za-z][A-Za-z0-9_+-]{0,31}(?:\/[A-Za-z0-9_+-]{1,32}){0,2}$/;

/** Making a formatter costs some 50 µs and memory: each is made once, and a flood of different names starts anew. */
function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const found = cache.get(key);
  if (found !== undefined) return found;
  if (cache.size >= 1_000) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}

const zoneOf = (name: string): Zone =>
  kept(zones, name, () => ({
    format: new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }),
    days: new Map(),
  }));

/** Whether a text names a time zone of the IANA database that this machine knows. */
export function isZone(text: string): boolean {
  if (!nameForm.test(text)) return false;
  try {
    zoneOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Asks Intl for the offset at an instant. About 3 µs, therefore only at the edges of days. */
function offsetByIntl(zone: Zone, at: number): number {
  const [month, day, year, hour, minute, second] = zone.format.format(at).match(/\d+/g)!.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(at / SECOND) * SECOND;
}

/** The one or two stretches of a UTC day: none of the 18,626 clock changes from 1970 to 2030 shares one with another. */
function stretchesOf(zone: Zone, day: number): Stretch[] {
  const known = zone.days.get(day);
  if (known) return known;

  const from = day * DAY;
  const to = from + DAY;
  const before = offsetByIntl(zone, from);
  const after = offsetByIntl(zone, to);
  let found: Stretch[] = [{ from, to, offset: before }];
  if (before !== after) {
    let low = from;
    let high = to;
    while (high - low > SECOND) {
      const middle = low + Math.floor((high - low) / (2 * SECOND)) * SECOND;
      if (offsetByIntl(zone, middle) === before) low = middle;
      else high = middle;
    }
    found = [
      { from, to: high, offset: before },
      { from: high, to, offset: after },
    ].filter((stretch) => stretch.from < stretch.to);
  }
  if (zone.days.size >= 1_000) zone.days.clear();
  zone.days.set(day, found);
  return found;
}

function offsetAt(name: string, at: number): number {
  const stretches = stretchesOf(zoneOf(name), Math.floor(at / DAY));
  const [first, second] = stretches;
  return second && at >= second.from ? second.offset : first!.offset;
}

/** Local wall time at an instant, as if it were UTC: milliseconds that only serve for reading days and minutes. */
export const wallTime = (zone: string, at: number): number => at + offsetAt(zone, at);

/**
 * The instant at which a zone's clocks show `wall` (milliseconds as of `wallTime`). A time that occurs twice means its
 * first occurrence; one that is skipped means the first instant after the gap.
 */
export function instantOf(zone: string, wall: number): number {
  const known = zoneOf(zone);
  // Offsets lie between -12 and +14 hours, and were up to 16 before 1900.
  for (let day = Math.floor((wall - 16 * HOUR) / DAY); ; day++) {
    for (const { from, to, offset } of stretchesOf(known, day)) {
      if (wall < to + offset) return Math.max(from, wall - offset);
    }
  }
}

/** The text of a day that is counted from 1970-01-01, and the way back. */
export const dateText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`) / DAY;

/** The calendar date, as "2026-11-20", that it is in a zone at an instant. */
export const localDate = (zone: string, at: number): string => dateText(Math.floor(wallTime(zone, at) / DAY));

/** The instant of a written local time such as "2026-11-20T09:00" in a zone, or null when no calendar has that date. */
export function parseLocal(zone: string, text: string): number | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // Date.parse takes 24:00 and rolls some dates over; whatever is written back differently was not a real time.
  return Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== text ? null : instantOf(zone, wall);
}

const styles = {
  /** 09:00 */
  time: { hour: "2-digit", minute: "2-digit" },
  /** Tue 09:00 */
  short: { weekday: "short", hour: "2-digit", minute: "2-digit" },
  /** 24 Nov 2026 */
  date: { day: "numeric", month: "short", year: "numeric" },
  /** Tue 24 Nov, 09:00 */
  long: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  /** Tuesday 24 November 2026 at 09:00 GMT+1 */
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type LocalStyle = keyof typeof styles;

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as the people in a zone write it, always on a clock of 24 hours: "Tue 09:00" in style `short`. */
export const formatLocal = (zone: string, at: number, locale: string, style: LocalStyle): string =>
  kept(
    formats,
    `${locale} ${zone} ${style}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...styles[style] }),
  ).format(at);

/** The wall time at so many minutes from midnight of a day; they may go beyond the day's end. */
export const wallOf = (day: number, minutes: number): number => day * DAY + minutes * MINUTE;
