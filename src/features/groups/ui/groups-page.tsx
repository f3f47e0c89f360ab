"use client";

import { Plus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { PeopleTabs } from "@/features/members/ui";
import { Button, EmptyState, ErrorState, RowSkeletons } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { GroupLine } from "../contract";

type GroupsPageProps = {
  groups: readonly GroupLine[] | "loading" | "failed";
  /** Opens the form of a new group; absent for guests. */
  onNew?: () => void;
  onRetry: () => void;
  onMore?: () => void;
  moreBusy?: boolean;
};

/** The team's groups, by name. */
export function GroupsPage({ groups, onNew, onRetry, onMore, moreBusy }: GroupsPageProps) {
  const t = useTranslations("groups");
  return (
    <PageColumn
      title={t("title")}
      action={
        onNew && (
          <Button kind="primary" onClick={onNew}>
            <Plus aria-hidden />
            {t("new")}
          </Button>
        )
      }
    >
      <PeopleTabs current="groups" />
      {groups === "loading" && <RowSkeletons label={t("loading")} rows={4} />}
      {groups === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {typeof groups === "object" && groups.length === 0 && (
        <EmptyState title={t("empty")} body={t(onNew ? "emptyBody" : "emptyGuest")} />
      )}
      {typeof groups === "object" && groups.length > 0 && (
        <ul className="mt-4">
          {groups.map((group) => (
            <li key={group.id} className="flex min-h-16 items-center gap-3.5 border-t border-line py-2.5 last:border-b">
              <span className="inline-grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-ink-2">
                <Users aria-hidden className="size-4.5" />
              </span>
              <div className="min-w-0 flex-1">
                <p className="text-row font-medium wrap-anywhere">
                  <Link href={hrefOf({ at: "group", group: group.id })} className="hover:underline">
                    <bdi>{group.name}</bdi>
                  </Link>
                  {group.mine && <span className="ms-2 inline-block text-sm font-normal text-ink-2">{t("mine")}</span>}
                </p>
                <p className="truncate text-sm text-ink-2">
                  <span dir="ltr">@{group.handle}</span>
                  {group.purpose && (
                    <>
                      {" · "}
                      <bdi>{group.purpose}</bdi>
                    </>
                  )}
                </p>
              </div>
              <p className="shrink-0 text-sm text-ink-2 tabular-nums">{t("count", { count: group.count })}</p>
            </li>
          ))}
        </ul>
      )}
      {onMore && (
        <Button busy={moreBusy} onClick={onMore} className="mt-4">
          {t("more")}
        </Button>
      )}
    </PageColumn>
  );
}
