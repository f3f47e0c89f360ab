import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Why a form was not taken, above its fields. */
export function Refused({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
      <CircleAlert aria-hidden className="mt-px" />
      {children}
    </p>
  );
}
