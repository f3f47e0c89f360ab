import type { ReactNode } from "react";

/** A named part of a long form. */
export function FormPart({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 pt-9">
      <legend className="float-left mb-4 w-full font-title text-lg leading-[1.3] font-semibold tracking-[-0.008em]">
        {legend}
      </legend>
      <div className="clear-both grid gap-4">{children}</div>
    </fieldset>
  );
}
