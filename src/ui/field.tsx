"use client";

import clsx from "clsx";
import { Check, CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

/** What ties a control to its label, its hint and its error. */
type FieldWiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  label: ReactNode;
  /** One line of help below. */
  hint?: ReactNode;
  /** Takes the hint's place: what is wrong and what to do. */
  error?: string;
  /** The hint says that all is well. */
  well?: boolean;
  children: (wiring: FieldWiring) => ReactNode;
  className?: string;
};

/** A control with its label above, and below it either a hint or the error. */
export function Field({ label, hint, error, well = false, children, className }: FieldProps) {
  const id = useId();
  const below = error ?? hint;
  const Icon = error ? CircleAlert : Check;
  return (
    <div className={clsx("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="justify-self-start text-md font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": below ? `${id}-below` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {below && (
        <p
          id={`${id}-below`}
          className={clsx("flex gap-1.5 text-sm", error ? "text-stop" : well ? "text-done" : "text-ink-2")}
        >
          {(error || well) && <Icon aria-hidden className="mt-0.5 size-3.75 shrink-0" />}
          <span>{below}</span>
        </p>
      )}
    </div>
  );
}
