import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";

type ListHeadProps = {
  title: ReactNode;
  lede?: string;
  action?: ReactNode;
  /** Whether this is the search itself, which a phone needs no way to. */
  isSearch?: boolean;
  children?: ReactNode;
};

/** The head of a list: its name, the one thing to do there, and its views. */
export function ListHead({ title, lede, action, isSearch = false, children }: ListHeadProps) {
  const t = useTranslations("shell");
  return (
    <header className="px-4 pt-4 max-md:pt-5">
      <div className="flex min-h-8.5 items-center gap-2">
        <h1 className="min-w-0 flex-1 truncate font-title text-xl leading-tight font-semibold tracking-[-0.015em] max-md:text-[1.625rem]">
          {title}
        </h1>
        {!isSearch && (
          <Link
            href="/search"
            aria-label={t("search")}
            className="grid size-11 shrink-0 place-items-center rounded-[8px] text-ink-2 hover:bg-hover md:hidden"
          >
            <Search aria-hidden />
          </Link>
        )}
        {action}
      </div>
      {lede && <p className="mt-1 text-sm text-pretty wrap-anywhere text-ink-2">{lede}</p>}
      <div className="mt-3">{children ?? <div className="border-b border-line" />}</div>
    </header>
  );
}

/** A page without a list beside it: one column, with the title as its first line. */
export function PageColumn({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-203 px-10 pt-10 pb-24 max-md:px-4 max-md:pt-6 max-md:pb-12">
        <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
          <h1 className="min-w-0 flex-1 font-title text-2xl font-semibold tracking-[-0.018em] text-balance">{title}</h1>
          {action}
        </div>
        {children}
      </div>
    </div>
  );
}
