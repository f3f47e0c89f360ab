"use client";

import clsx from "clsx";
import { type ComponentProps, useState } from "react";
import { clockText, parseClock } from "./hours-text";

type ClockInputProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  /** Minutes from midnight. */
  value: number;
  onChange: (minutes: number) => void;
};

/** An hour of the day, typed as one likes ("9", "930", "9:30") and always shown as 24 hours. What is none is not taken. */
export function ClockInput({ value, onChange, className, ...rest }: ClockInputProps) {
  const [typing, setTyping] = useState<string>();
  return (
    <input
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      value={typing ?? clockText(value)}
      aria-invalid={typing !== undefined && parseClock(typing) === undefined ? true : undefined}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyping(event.currentTarget.value)}
      onBlur={() => {
        const minutes = typing === undefined ? undefined : parseClock(typing);
        if (minutes !== undefined && minutes !== value % 1_440) onChange(minutes);
        setTyping(undefined);
      }}
      className={clsx("tabular-nums", className)}
    />
  );
}
