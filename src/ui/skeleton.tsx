import clsx from "clsx";

/** A grey shape of the size of what is coming. The list around it says once that it is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-breathe rounded-xs bg-line", className)} />;
}
