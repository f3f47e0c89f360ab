import { z } from "zod";

// Apart from the calendar: browsers count with hours, and need no schemas for it.
const DAY_MINUTES = 1_440;

const span = z
  .object({
    from: z
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    to: z
      .int()
      .min(1)
      .max(2 * DAY_MINUTES - 1),
  })
  .refine(({ from, to }) => from < to && to - from <= DAY_MINUTES, "a span ends after it starts, within 24 hours");

const daySpans = z
  .array(span)
  .max(12)
  .refine(
    (spans) => spans.every(({ from }, i) => i === 0 || from >= spans[i - 1]!.to),
    "spans in order, not overlapping",
  );

/** Working hours of a week: the spans of each day, Monday first. All days empty is a calendar that holds nothing. */
export const weeklyHours = z.array(daySpans).length(7);

/**
 * Working time within a day: minutes from local midnight of the day on which the span starts, half-open. A span over
 * midnight has its end beyond 1440 and belongs to the day that it starts on.
 */
export type Span = z.infer<typeof span>;
export type WeeklyHours = z.infer<typeof weeklyHours>;
