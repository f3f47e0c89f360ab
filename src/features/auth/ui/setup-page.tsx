import type { ReactNode } from "react";
import { SetupIntro } from "./setup-intro";

/** The two halves of a first visit: what Tidings promises, and a form. */
export function SetupPage({ host, children }: { host: string; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh md:grid-cols-[minmax(320px,5fr)_8fr]">
      <SetupIntro host={host} />
      <main className="min-w-0 md:bg-surface">{children}</main>
    </div>
  );
}
