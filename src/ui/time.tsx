"use client";

import { useLocale } from "next-intl";
import { useReader } from "./reader";
import { clockLabel, fullLabel, timeLabel } from "./time-label";

/** An instant as its reader would say it, in full on hover. `clock` shows the hour alone, under a day's heading. */
export function Time({ at, clock = false, className }: { at: number; clock?: boolean; className?: string }) {
  const locale = useLocale();
  const { zone, now } = useReader();
  return (
    // Node and the browser may carry different editions of the same calendar data ("Sep", "Sept").
    <time
      dateTime={new Date(at).toISOString()}
      title={fullLabel(at, zone, locale)}
      className={className}
      suppressHydrationWarning
    >
      {clock ? clockLabel(at, zone, locale) : timeLabel(at, now, zone, locale)}
    </time>
  );
}
