import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OfflineNotice } from "../states";

type ShellProps = {
  sidebar: ReactNode;
  tabBar: ReactNode;
  /** One line above what is looked at. */
  notice?: ReactNode;
  /** The column between: an inbox, a channel. Without it the view has the whole width. */
  list?: ReactNode;
  /** What is looked at: a thread, a form, a page of settings. */
  children: ReactNode;
  /** Which of the two is seen where there is room for one only. */
  front: "list" | "view";
};

/** The frame of every page of a team: three columns where there is room, one at a time on a phone. */
export function Shell({ sidebar, tabBar, notice, list, children, front }: ShellProps) {
  const t = useTranslations("shell");
  const alone = list === undefined;
  return (
    <div className="grid h-dvh grid-rows-[minmax(0,1fr)_auto] md:grid-cols-[220px_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)] lg:grid-cols-[244px_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed inset-s-3 -top-20 z-40 rounded-control bg-tide px-4 py-2.5 font-semibold text-on-tide focus:top-3"
      >
        {t("skip")}
      </a>
      {sidebar}
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
        <OfflineNotice />
        {notice}
        <div
          className={clsx(
            "grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)]",
            !alone && "lg:grid-cols-[392px_minmax(0,1fr)]",
          )}
        >
          {!alone && (
            <div
              className={clsx(
                "flex min-h-0 min-w-0 flex-col bg-paper lg:border-e lg:border-line",
                front === "view" && "max-lg:hidden",
              )}
            >
              {list}
            </div>
          )}
          <div
            className={clsx(
              "flex min-h-0 min-w-0 flex-col bg-surface",
              alone && "max-md:bg-paper",
              !alone && front === "list" && "max-lg:hidden",
            )}
          >
            {children}
          </div>
        </div>
      </main>
      {(alone || front === "list") && tabBar}
    </div>
  );
}
