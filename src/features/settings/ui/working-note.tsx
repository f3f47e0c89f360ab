"use client";

import { useTranslations } from "next-intl";
import type { WeeklyHours } from "@/kernel/calendar";
import { useReader } from "@/ui";
import { clockText } from "./hours-text";
import { wallClock, workingUntil } from "./wall-clock";
import { cityOf } from "./zones";

/** What a member's own calendar says now: "Working until 18:00 · Lisbon". */
export function WorkingNote({ hours }: { hours: WeeklyHours }) {
  const t = useTranslations("hours");
  const { zone, now } = useReader();
  const until = workingUntil(hours, wallClock(now, zone));
  const city = cityOf(zone);
  return <>{until === undefined ? t("notWorking", { city }) : t("working", { time: clockText(until), city })}</>;
}
