"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "@/ui";

type PeopleTabsProps = {
  current: "members" | "groups" /** Whether who looks is an owner or admin. */;
  runner?: boolean;
};

/** The two ways to look at the team: each person, and the groups that they make. On a phone the way to looking after them. */
export function PeopleTabs({ current, runner }: PeopleTabsProps) {
  const t = useTranslations("members");
  return (
    <Tabs
      label={t("views")}
      tabs={[
        { href: "/members", label: t("people"), current: current === "members" },
        { href: "/groups", label: t("groups"), current: current === "groups" },
        ...(runner ? [{ href: "/admin/members", label: t("runs"), current: false, narrow: true }] : []),
      ]}
    />
  );
}
