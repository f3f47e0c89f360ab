"use client";

import { SquarePen } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useKeptScroll } from "@/client/kept-scroll";
import { Link } from "@/client/link";
import { hrefOf, type InboxShow } from "@/client/place";
import { Button, buttonLook, dayLabel, EmptyState, ErrorState, RowSkeletons, Tabs, useReader } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { EntryLine } from "../contract";
import { InboxEntry } from "./inbox-entry";

type InboxListProps = {
  show?: InboxShow;
  entries: readonly EntryLine[] | "loading" | "failed";
  /** Entries with something unread, in all. */
  unread: number;
  selected?: string;
  /** Where a thread is begun; absent when there is no channel to write in. */
  writeHref?: string;
  onDone: (threadId: string, done: boolean) => void;
  onRetry: () => void;
  /** Asks for older entries; absent when there are none. */
  onMore?: () => void;
  moreBusy?: boolean;
};

/** The inbox: what reached its reader, the newest first, by days. */
export function InboxList({
  show,
  entries,
  unread,
  selected,
  writeHref,
  onDone,
  onRetry,
  onMore,
  moreBusy,
}: InboxListProps) {
  const t = useTranslations("inbox");
  const tab = (view: InboxShow | undefined, label: string) => ({
    href: hrefOf({ at: "inbox", show: view }),
    label,
    current: show === view,
  });
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <ListHead
        title={t("title")}
        action={
          writeHref && (
            <Link href={writeHref} className={buttonLook({ kind: "primary", size: "sm" })}>
              <SquarePen aria-hidden />
              {t("write")}
            </Link>
          )
        }
      >
        <Tabs
          label={t("views")}
          tabs={[tab(undefined, t("all")), tab("unread", t("unreadTab", { count: unread })), tab("done", t("doneTab"))]}
        />
      </ListHead>
      <div ref={useKeptScroll(`inbox:${show ?? ""}`)} className="min-h-0 flex-1 overflow-y-auto pb-6">
        {entries === "loading" && <RowSkeletons label={t("loading")} />}
        {entries === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
        {typeof entries === "object" && entries.length === 0 && (
          <EmptyState title={t(`empty.${show ?? "all"}`)} body={t(`emptyBody.${show ?? "all"}`)} />
        )}
        {typeof entries === "object" && <Days entries={entries} show={show} selected={selected} onDone={onDone} />}
        {onMore && (
          <div className="px-6 pt-4">
            <Button busy={moreBusy} onClick={onMore}>
              {t("more")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

type DaysProps = { entries: readonly EntryLine[] } & Pick<InboxListProps, "show" | "selected" | "onDone">;

function Days({ entries, show, selected, onDone }: DaysProps) {
  const locale = useLocale();
  const { zone, now } = useReader();
  const days = new Map<string, EntryLine[]>();
  for (const entry of entries) {
    const day = dayLabel(entry.at, now, zone, locale);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, list]) => (
    <section key={day} aria-label={day}>
      <h2
        suppressHydrationWarning
        className="px-4 pt-4 pb-2 text-xs leading-none font-medium text-ink-3 max-md:text-sm"
      >
        {day}
      </h2>
      <ul>
        {list.map((entry) => (
          <InboxEntry
            key={entry.threadId}
            entry={entry}
            href={hrefOf({ at: "inbox", thread: entry.threadId, show })}
            selected={entry.threadId === selected}
            onDone={onDone}
          />
        ))}
      </ul>
    </section>
  ));
}
