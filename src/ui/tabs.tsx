"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "@/client/link";

/** `narrow`: shown on a phone alone, where no sidebar leads there. */
type Tab = { href: string; label: ReactNode; current: boolean; narrow?: boolean };

/** Views of one list, each with an address of its own. Where they do not fit side by side, the present one is in sight. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const row = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (current && tab && row.current) row.current.scrollLeft = tab.offsetLeft - row.current.offsetLeft - 16;
  }, [current]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="flex gap-4 overflow-x-auto border-b border-line text-sm font-medium text-ink-2"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={clsx(
            "flex shrink-0 items-center border-b-2 py-2 hover:text-ink focus-visible:-outline-offset-2 max-md:min-h-11 max-md:text-row",
            tab.narrow && "md:hidden",
            tab.current ? "border-tide text-ink" : "border-transparent",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
