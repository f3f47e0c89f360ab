"use client";

import clsx from "clsx";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Span } from "@/kernel/calendar";
import { IconButton, Tick } from "@/ui";
import { ClockInput } from "./clock-input";
import { inOrder, nextSpan, onLine, spanOf } from "./hours-text";

type HoursDayProps = {
  name: string;
  spans: readonly Span[];
  onChange: (spans: Span[]) => void;
  /** Minutes from midnight, on the line of today. */
  nowMinutes?: number;
};

/** One day of the week: worked or not, and when. */
export function HoursDay({ name, spans, onChange, nowMinutes }: HoursDayProps) {
  const t = useTranslations("hours");
  const works = spans.length > 0;
  const next = nextSpan(spans);
  const put = (index: number, span: Span) => onChange(spans.map((old, at) => (at === index ? span : old)));
  return (
    <li className="grid min-h-13 grid-cols-[132px_minmax(0,1fr)_332px] items-center gap-x-5 border-t border-line first:border-t-0 max-md:flex max-md:flex-wrap max-md:justify-between max-md:gap-x-2">
      <label className={clsx("flex items-center gap-0.5 text-row", works ? "font-medium" : "text-ink-2")}>
        <Tick
          className="-ms-2.75"
          checked={works}
          onChange={(event) => onChange(event.currentTarget.checked ? [{ from: 540, to: 1_080 }] : [])}
        />
        {name}
      </label>
      <div aria-hidden className="relative h-2 overflow-visible rounded-full bg-sunken max-md:hidden">
        {spans.flatMap(onLine).map(({ start, length }) => (
          <span
            key={`${start} ${length}`}
            className="absolute inset-y-0 rounded-full bg-tide"
            style={{ insetInlineStart: `${start}%`, width: `${length}%` }}
          />
        ))}
        {nowMinutes !== undefined && (
          <span
            className="absolute -inset-y-1.5 w-0.5 rounded-full bg-ink ring-2 ring-surface"
            style={{ insetInlineStart: `${(nowMinutes / 1_440) * 100}%` }}
          />
        )}
      </div>
      <div
        className={clsx(
          "flex flex-wrap items-center gap-x-2 gap-y-1 py-1",
          works ? "max-md:ms-auto max-md:justify-end" : "max-md:hidden",
        )}
      >
        {!works && <span className="text-ink-2">{t("off")}</span>}
        {spans.map((span, index) => (
          <span
            key={`${index} of ${spans.length}`}
            className="inline-flex items-center rounded-control border border-edge bg-surface has-aria-invalid:border-stop"
          >
            <ClockInput
              aria-label={t("from", { day: name, span: index + 1 })}
              value={span.from}
              onChange={(from) => put(index, spanOf(from, span.to % 1_440))}
              className="h-9.5 w-14.5 rounded-control bg-transparent text-center text-row max-md:h-10.5"
            />
            <span aria-hidden className="text-ink-3">
              –
            </span>
            <ClockInput
              aria-label={t("to", { day: name, span: index + 1 })}
              value={span.to}
              onChange={(to) => put(index, spanOf(span.from, to))}
              className="h-9.5 w-14.5 rounded-control bg-transparent text-center text-row max-md:h-10.5"
            />
            {index > 0 && (
              <IconButton
                label={t("remove", { day: name, span: index + 1 })}
                size="sm"
                className="-ms-1"
                onClick={() => onChange(spans.filter((_, at) => at !== index))}
              >
                <X aria-hidden className="size-3.5" />
              </IconButton>
            )}
          </span>
        ))}
        {works && next && (
          <IconButton label={t("add", { day: name })} onClick={() => onChange([...spans, next])} size="lg">
            <Plus aria-hidden />
          </IconButton>
        )}
        {!inOrder(spans) && (
          <p role="alert" className="w-full text-sm text-stop">
            {t("overlap")}
          </p>
        )}
      </div>
    </li>
  );
}
