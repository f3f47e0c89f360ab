"use client";

import { ArrowLeft, Ellipsis, LogOut, Pencil, Trash2, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { MemberRow } from "@/features/members/ui";
import { Button, IconButton, Menu, usePersonName } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { GroupView } from "../contract";

type GroupPageProps = {
  group: GroupView;
  me: string;
  onEdit: () => void;
  onAdd: () => void;
  onTakeOut: (memberId: string) => void;
  onLeave: () => void;
  onRemove: () => void;
  /** What lets its people into a private channel; absent where there is none to choose. */
  channels?: ReactNode;
};

/** A group: what it is called by, what it is for, and who is in it. */
export function GroupPage(props: GroupPageProps) {
  const { group, me, onEdit, onAdd, onTakeOut, onLeave, onRemove, channels } = props;
  const t = useTranslations("group");
  const nameOf = usePersonName();
  const items = [
    ...(group.mayChange ? [{ label: t("edit"), icon: <Pencil aria-hidden />, run: onEdit }] : []),
    ...(group.mine
      ? [{ label: t("leave"), icon: <LogOut aria-hidden className="rtl:-scale-x-100" />, run: onLeave }]
      : []),
    ...(group.mayRemove ? [{ label: t("remove"), icon: <Trash2 aria-hidden />, run: onRemove }] : []),
  ];
  return (
    <PageColumn
      title={group.name}
      action={
        <div className="flex gap-2">
          {group.mayChange && (
            <Button kind="primary" onClick={onAdd}>
              <UserPlus aria-hidden />
              {t("add")}
            </Button>
          )}
          {items.length > 0 && (
            <Menu
              items={items}
              button={(wiring) => (
                <IconButton {...wiring} label={t("more")} size="lg">
                  <Ellipsis aria-hidden />
                </IconButton>
              )}
            />
          )}
        </div>
      }
    >
      <Link href="/groups" className="inline-flex min-h-11 items-center gap-1.5 text-sm text-ink-2 hover:text-ink">
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        {t("back")}
      </Link>
      <p className="mb-1 text-row wrap-anywhere">
        <span dir="ltr" className="font-medium">
          @{group.handle}
        </span>
        <span className="text-ink-2">{` · ${t("count", { count: group.count })}`}</span>
      </p>
      {group.purpose && <p className="mb-1 max-w-[60ch] text-pretty wrap-anywhere text-ink-2">{group.purpose}</p>}
      <p className="mb-6 max-w-[60ch] text-sm text-pretty text-ink-2">{t("mention", { handle: group.handle })}</p>
      {group.members.length === 0 && <p className="text-row text-ink-2">{t("empty")}</p>}
      <ul>
        {group.members.map((member) => (
          <MemberRow key={member.id} member={member} mine={member.id === me}>
            {group.mayChange && member.id !== me && (
              <IconButton label={t("takeOut", { name: nameOf(member.name) })} onClick={() => onTakeOut(member.id)}>
                <X aria-hidden />
              </IconButton>
            )}
          </MemberRow>
        ))}
      </ul>
      {group.count > group.members.length && (
        <p className="mt-4 text-sm text-ink-2">{t("others", { count: group.count - group.members.length })}</p>
      )}
      {channels}
    </PageColumn>
  );
}
