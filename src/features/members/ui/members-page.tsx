"use client";

import { Search, UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cityOf } from "@/features/settings/ui";
import { Button, clockLabel, ErrorState, Skeleton, TextInput, useReader, VisuallyHidden } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { MemberLine } from "../contract";
import { MemberRow } from "./member-row";
import { PeopleTabs } from "./people-tabs";

type MembersPageProps = {
  members: readonly MemberLine[] | "loading" | "failed";
  me: string;
  /** Opens the dialog that makes a link; absent for who may not add members. */
  onAdd?: () => void;
  onRetry: () => void;
  /** What is typed to find somebody. */
  filter: string;
  onFilter: (text: string) => void;
  onMore?: () => void;
  moreBusy?: boolean;
};

/** Who is in the team, and what hour it is where they are. */
export function MembersPage(props: MembersPageProps) {
  const { members, me, onAdd, onRetry, filter, onFilter, onMore, moreBusy } = props;
  const t = useTranslations("members");
  return (
    <PageColumn
      title={t("title")}
      action={
        onAdd && (
          <Button kind="primary" onClick={onAdd}>
            <UserPlus aria-hidden />
            {t("add")}
          </Button>
        )
      }
    >
      <PeopleTabs current="members" runner={onAdd !== undefined} />
      <div className="relative my-4 max-w-88">
        <Search aria-hidden className="pointer-events-none absolute inset-s-3.5 top-3.5 size-4 text-ink-3" />
        <TextInput
          type="search"
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
          aria-label={t("filter")}
          placeholder={t("filter")}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          className="ps-10"
        />
      </div>
      {members === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {members === "loading" && <Loading />}
      {typeof members === "object" && (
        <>
          <ul>
            {members.map((member) => (
              <MemberRow key={member.id} member={member} mine={member.id === me}>
                <Clock zone={member.zone} />
              </MemberRow>
            ))}
          </ul>
          <p role="status" className={members.length === 0 ? "mt-6 text-row text-ink-2" : "sr-only"}>
            {filter !== "" && t("found", { count: members.length })}
          </p>
          {onMore && (
            <Button busy={moreBusy} onClick={onMore} className="mt-4">
              {t("more")}
            </Button>
          )}
          {members.length === 1 && filter === "" && onAdd && (
            <p className="mt-6 text-row text-pretty text-ink-2">{t("alone")}</p>
          )}
        </>
      )}
    </PageColumn>
  );
}

function Clock({ zone }: { zone: string }) {
  const t = useTranslations("members");
  const locale = useLocale();
  const { now } = useReader();
  return (
    <p suppressHydrationWarning className="shrink-0 text-sm text-ink-2 tabular-nums max-sm:max-w-32 max-sm:text-end">
      {t("city", { time: clockLabel(now, zone, locale), city: cityOf(zone) })}
    </p>
  );
}

function Loading() {
  const t = useTranslations("members");
  return (
    <div role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {["first", "second", "third", "fourth"].map((row) => (
        <div key={row} className="flex min-h-16 items-center gap-3.5 border-t border-line">
          <Skeleton className="size-9 rounded-full" />
          <span className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-3 w-24" />
          </span>
        </div>
      ))}
    </div>
  );
}
