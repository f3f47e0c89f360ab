"use client";

import { Copy } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Span, WeeklyHours } from "@/kernel/calendar";
import { Button, useReader } from "@/ui";
import { HoursDay } from "./hours-day";
import { copyMonday, inOrder } from "./hours-text";
import { wallClock } from "./wall-clock";

type HoursEditorProps = {
  hours: WeeklyHours;
  /** Called with every week that can be kept; overlapping spans wait until they are mended. */
  onChange: (hours: WeeklyHours) => void;
};

/** 5 January 1970 was a Monday. */
const monday = Date.UTC(1970, 0, 5, 12);

/** Working hours of a week, day by day. */
export function HoursEditor({ hours, onChange }: HoursEditorProps) {
  const t = useTranslations("hours");
  const locale = useLocale();
  const { zone, now } = useReader();
  const [week, setWeek] = useState(hours);
  useEffect(() => setWeek(hours), [hours]);
  const keep = (next: WeeklyHours): void => {
    setWeek(next);
    if (next.every(inOrder)) onChange(next);
  };
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(monday + day * 86_400_000);
  const wall = wallClock(now, zone);
  return (
    <div>
      <div
        aria-hidden
        className="grid grid-cols-[132px_minmax(0,1fr)_332px] gap-x-5 text-xs text-ink-3 tabular-nums max-md:hidden"
      >
        <div className="relative col-start-2 h-4.5">
          {[6, 12, 18].map((hour) => (
            <span
              key={hour}
              className="absolute w-6 text-center -ms-3"
              style={{ insetInlineStart: `${(hour / 24) * 100}%` }}
            >
              {hour}
            </span>
          ))}
        </div>
      </div>
      <ul aria-label={t("week")}>
        {week.map((spans: Span[], day) => (
          <HoursDay
            key={dayName(day)}
            name={dayName(day)}
            spans={spans}
            onChange={(next) => keep(week.map((old, at) => (at === day ? next : old)))}
            nowMinutes={day === wall.day ? wall.minutes : undefined}
          />
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sm text-pretty text-ink-2">{t("note")}</p>
        <Button
          kind="quiet"
          className="-mx-3"
          disabled={(week[0] ?? []).length === 0}
          onClick={() => keep(copyMonday(week))}
        >
          <Copy aria-hidden />
          {t("copyMonday")}
        </Button>
      </div>
    </div>
  );
}
