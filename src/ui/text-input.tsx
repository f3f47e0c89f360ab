import clsx from "clsx";
import type { ComponentProps } from "react";

/** The look of everything that one types into. */
export const inputLook =
  "min-h-11 w-full min-w-0 rounded-control border border-edge bg-surface px-3.5 text-base text-ink focus-visible:border-focus focus-visible:outline-offset-0 aria-invalid:border-stop";

/** One line of text. */
export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={clsx(inputLook, className)} />;
}
