"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button, Dialog, ErrorState, Skeleton, Time, VisuallyHidden } from "@/ui";
import type { Revision } from "../contract";
import { changesBetween } from "./changes";

type HistoryProps = {
  onClose: () => void;
  /** The newest first, or in which state they are. */
  revisions: readonly Revision[] | "loading" | "failed";
  onRetry: () => void;
  /** Absent when the first text is among them. */
  onMore?: () => void;
  moreBusy?: boolean;
};

/** What a post said before it was edited, each text as what it changed of the one before. */
export function History({ onClose, revisions, onRetry, onMore, moreBusy }: HistoryProps) {
  const t = useTranslations("posts.history");
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      {revisions === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {revisions === "loading" && (
        <div role="status" className="grid gap-2">
          <VisuallyHidden>{t("loading")}</VisuallyHidden>
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
      {typeof revisions === "object" && (
        <ol className="grid max-h-[60dvh] gap-5 overflow-y-auto">
          {/* What it changed of a text that did not come yet, nobody can say. */}
          {revisions.slice(0, onMore ? -1 : undefined).map((one, index) => (
            <Text key={one.number} one={one} before={revisions[index + 1]} />
          ))}
        </ol>
      )}
      {onMore && (
        <Button busy={moreBusy} onClick={onMore}>
          {t("more")}
        </Button>
      )}
    </Dialog>
  );
}

function Text({ one, before }: { one: Revision; before: Revision | undefined }) {
  const t = useTranslations("posts.history");
  const retitled = before !== undefined && one.title !== before.title;
  return (
    <li>
      <h3 className="mb-1.5 text-sm font-medium text-ink-2">
        {t(before ? "edited" : "first")} <Time at={one.at} />
      </h3>
      <div className="rounded-md border border-line bg-sunken px-3.5 py-2.5 text-row">
        {one.title !== null && (!before || retitled) && (
          <p dir="auto" className="mb-1.5 font-semibold wrap-anywhere">
            <Changes before={before?.title ?? one.title} after={one.title} />
          </p>
        )}
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          <Changes before={before?.text ?? one.text} after={one.text} />
        </p>
      </div>
    </li>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  return changes.map(({ kind, text }, index) => {
    const key = `${index}-${kind}`;
    if (kind === "added")
      return (
        <ins key={key} className="rounded-[3px] bg-done-soft decoration-done decoration-2 underline-offset-2">
          {text}
        </ins>
      );
    if (kind === "removed")
      return (
        <del key={key} className="rounded-[3px] bg-stop-soft text-ink-2">
          {text}
        </del>
      );
    return <span key={key}>{text}</span>;
  });
}
