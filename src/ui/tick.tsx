import clsx from "clsx";
import { Check } from "lucide-react";
import type { ComponentProps } from "react";

/** A checkbox: 22 px drawn, 44 px to touch. Its label is the caller's `<label>` around it, or `aria-label`. */
export function Tick({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={clsx("relative inline-grid size-11 shrink-0 place-items-center", className)}>
      <input
        {...rest}
        type="checkbox"
        className="peer col-start-1 row-start-1 size-5.5 appearance-none rounded-[7px] border-[1.5px] border-edge bg-surface transition-colors before:absolute before:inset-0 checked:border-tide checked:bg-tide hover:border-tide disabled:opacity-50"
      />
      <Check
        aria-hidden
        className="pointer-events-none relative col-start-1 row-start-1 size-3.75 stroke-3 text-on-tide opacity-0 peer-checked:opacity-100"
      />
    </span>
  );
}
