import { Waves } from "lucide-react";

/** The mark of Tidings: three lines of water. */
export function Mark({ large = false }: { large?: boolean }) {
  return (
    <span
      aria-hidden
      className={
        large
          ? "grid size-11 place-items-center rounded-[13px] bg-tide text-on-tide [&_svg]:size-6.25"
          : "grid size-6.5 shrink-0 place-items-center rounded-[8px] bg-tide text-on-tide"
      }
    >
      <Waves />
    </span>
  );
}
