import clsx from "clsx";
import type { ComponentProps } from "react";

type IconButtonProps = ComponentProps<"button"> & { label: string; size?: "sm" | "md" | "lg" };

/** A button that shows an icon alone; `label` is its name, for the ear and on hover. 44 px to touch on phones. */
export function IconButton({ label, size = "md", children, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-[8px] text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-50 max-md:size-11",
        size === "sm" && "size-7",
        size === "md" && "size-8",
        size === "lg" && "size-10",
        className,
      )}
    >
      {children}
    </button>
  );
}
