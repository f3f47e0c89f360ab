import clsx from "clsx";
import type { ComponentProps } from "react";

type Look = { kind?: "primary" | "plain" | "quiet"; size?: "sm" | "md" | "lg"; wide?: boolean };

/** The classes of a button, for a link that looks like one. */
export function buttonLook({ kind = "plain", size = "md", wide = false }: Look = {}): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 border whitespace-nowrap no-underline transition-colors max-md:min-h-11",
    size === "sm" && "min-h-8.5 rounded-[8px] px-3.5 text-sm",
    size === "md" && "min-h-10 rounded-control px-4 text-md",
    size === "lg" && "min-h-12 rounded-md px-5 text-base",
    kind === "primary" && "border-tide bg-tide font-semibold text-on-tide hover:border-tide-ink hover:bg-tide-ink",
    kind === "plain" && "border-line-strong bg-surface font-medium hover:bg-hover",
    kind === "quiet" && "border-transparent font-medium text-ink-2 hover:bg-hover hover:text-ink",
    wide && "w-full",
  );
}

/** A button. While `busy` it stays where it is and in the order of tabs, and does nothing. */
export function Button({
  kind,
  size,
  wide,
  busy = false,
  type = "button",
  className,
  onClick,
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      className={clsx(
        buttonLook({ kind, size, wide }),
        "disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress aria-busy:opacity-70",
        className,
      )}
    />
  );
}
