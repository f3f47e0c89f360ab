"use client";

import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cityOf } from "@/features/settings/ui";
import { Avatar, Button, clockLabel, ErrorState, Skeleton, useReader, VisuallyHidden } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { MemberLine } from "../contract";

type MembersPageProps = {
  members: readonly MemberLine[] | "loading" | "failed";
  me: string;
  /** Opens the dialog that makes a link; absent for who may not add members. */
  onAdd?: () => void;
  onRetry: () => void;
};

/** Who is in the team, and what hour it is where they are. */
export function MembersPage({ members, me, onAdd, onRetry }: MembersPageProps) {
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
      {members === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {members === "loading" && <Loading />}
      {typeof members === "object" && (
        <>
          <ul>
            {members.map((member) => (
              <Line key={member.id} member={member} mine={member.id === me} />
            ))}
          </ul>
          {members.length === 1 && onAdd && <p className="mt-6 text-row text-pretty text-ink-2">{t("alone")}</p>}
        </>
      )}
    </PageColumn>
  );
}

function Line({ member, mine }: { member: MemberLine; mine: boolean }) {
  const t = useTranslations("members");
  const locale = useLocale();
  const { now } = useReader();
  const note = [mine && t("you"), member.role !== "member" && t(`role.${member.role}`)].filter(Boolean).join(", ");
  return (
    <li className="flex min-h-16 items-center gap-3.5 border-t border-line py-2.5 last:border-b">
      <Avatar id={member.id} name={member.name} />
      <div className="min-w-0 flex-1">
        <p className="text-row font-medium wrap-anywhere">
          {member.name}
          {note && <span className="ms-2 text-sm font-normal text-ink-2">{note}</span>}
        </p>
        <p className="truncate text-sm text-ink-2">@{member.handle}</p>
      </div>
      <p suppressHydrationWarning className="shrink-0 text-sm text-ink-2 tabular-nums">
        {t("city", { time: clockLabel(now, member.zone, locale), city: cityOf(member.zone) })}
      </p>
    </li>
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
