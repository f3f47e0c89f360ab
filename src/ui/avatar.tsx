import clsx from "clsx";
import { initials, toneOf } from "./person";

const tones = ["bg-person-1", "bg-person-2", "bg-person-3", "bg-person-4", "bg-person-5", "bg-person-6"];

type AvatarProps = { id: string; name: string; size?: "xs" | "sm" | "md" | "post"; className?: string };

/** A member's initials on their colour. It says nothing that the name beside it does not say. */
export function Avatar({ id, name, size = "md", className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-full font-semibold text-white select-none",
        size === "md" && "size-9 text-[13px] tracking-[0.02em]",
        size === "post" && "size-9 text-[13px] tracking-[0.02em] max-md:size-7.5 max-md:text-[11px]",
        size === "sm" && "size-7 text-[11px]",
        size === "xs" && "size-5.5 text-[8.5px]",
        tones[toneOf(id, tones.length)],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
