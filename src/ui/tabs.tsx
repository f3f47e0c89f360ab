import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "@/client/link";

type Tab = { href: string; label: ReactNode; current: boolean };

/** Views of one list, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line text-sm font-medium text-ink-2">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={clsx(
            "flex shrink-0 items-center border-b-2 py-2 hover:text-ink focus-visible:-outline-offset-2 max-md:min-h-11 max-md:text-row",
            tab.current ? "border-tide text-ink" : "border-transparent",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
