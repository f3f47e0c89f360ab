"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "@/ui";

/** The two ways to look at the team: each person, and the groups that they make. */
export function PeopleTabs({ current }: { current: "members" | "groups" }) {
  const t = useTranslations("members");
  return (
    <Tabs
      label={t("views")}
      tabs={[
        { href: "/members", label: t("people"), current: current === "members" },
        { href: "/groups", label: t("groups"), current: current === "groups" },
      ]}
    />
  );
}
