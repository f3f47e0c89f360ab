"use client";

import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/client/link";

type BarProps = { back: { href: string; label: string }; where: ReactNode; children?: ReactNode };

/** The line above a view: the way back where there is one column, where one is, and what can be done. */
export function Bar({ back, where, children }: BarProps) {
  return (
    <div className="flex h-13 shrink-0 items-center gap-1 border-b border-line ps-8 pe-4 text-sm text-ink-2 max-lg:ps-3 max-md:h-14 max-md:pe-2">
      <Link
        href={back.href}
        isBack
        aria-label={back.label}
        className="-ms-1 grid size-11 shrink-0 place-items-center rounded-[8px] hover:bg-hover hover:text-ink lg:hidden"
      >
        <ChevronLeft aria-hidden className="size-5 rtl:-scale-x-100" />
      </Link>
      <div className="min-w-0 flex-1 truncate">{where}</div>
      {children}
    </div>
  );
}
