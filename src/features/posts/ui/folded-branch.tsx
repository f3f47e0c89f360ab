"use client";

import { useTranslations } from "next-intl";
import type { ShownLine } from "@/kernel/tree";
import { usePersonName } from "@/ui";

/** How many people a closed branch names. */
const NAMES = 3;

type FoldedBranchProps = {
  line: ShownLine;
  authorOf: (number: number) => { id: string; name: string } | undefined;
  isUnread: (number: number) => boolean;
};

/** What is inside a closed branch, in one line. */
export function FoldedBranch({ line, authorOf, isUnread }: FoldedBranchProps) {
  const t = useTranslations("posts");
  const nameOf = usePersonName();
  const { folded } = line;
  const people = new Map(folded.flatMap((each) => authorOf(each) ?? []).map(({ id, name }) => [id, nameOf(name)]));
  const unread = folded.filter(isUnread).length;
  const names = [...people.values()].slice(0, NAMES).join(", ");
  return (
    <>
      <span className="shrink-0 font-semibold text-ink">{t("replies", { count: folded.length })}</span>
      <span className="min-w-0 truncate px-1">
        {people.size > NAMES ? t("namesAndMore", { names, count: people.size - NAMES }) : names}
      </span>
      {unread > 0 && (
        <span className="flex shrink-0 items-center gap-1.5 font-medium text-tide-ink">
          <span aria-hidden className="size-1.75 rounded-full bg-tide" />
          {t("unreadInside", { count: unread })}
        </span>
      )}
    </>
  );
}
