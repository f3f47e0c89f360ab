import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { inputLook } from "./text-input";

/** The platform's own select, in our clothes. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative block", className)}>
      <select {...rest} className={clsx(inputLook, "appearance-none truncate pe-9")}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-e-3 top-3.5 size-4 text-ink-3" />
    </span>
  );
}
