import clsx from "clsx";
import { initials, toneOf } from "./person";

const tones = ["bg-person-1", "bg-person-2", "bg-person-3", "bg-person-4", "bg-person-5", "bg-person-6"];

type AvatarProps = {
  id: string;
  name: string;
  /** Names the picture; without one initials stand for the member. */
  pictureId?: string | null;
  size?: "xs" | "sm" | "md" | "post" | "lg";
  className?: string;
};

/**
 * A member's picture, or their initials on their colour. It says nothing that the name beside it does not say. The
 * initials lie under the picture until it has come: nothing moves.
 */
export function Avatar({ id, name, pictureId, size = "md", className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        "relative inline-grid shrink-0 place-items-center overflow-hidden rounded-full font-semibold text-white select-none",
        size === "lg" && "size-20 text-[28px]",
        size === "md" && "size-9 text-[13px] tracking-[0.02em]",
        size === "post" && "size-9 text-[13px] tracking-[0.02em] max-md:size-7.5 max-md:text-[11px]",
        size === "sm" && "size-7 text-[11px]",
        size === "xs" && "size-5.5 text-[8.5px]",
        tones[toneOf(id, tones.length)],
        className,
      )}
    >
      {initials(name)}
      {pictureId && (
        <img
          key={pictureId}
          src={`/api/pictures/${id}/${pictureId}`}
          alt=""
          width={256}
          height={256}
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
