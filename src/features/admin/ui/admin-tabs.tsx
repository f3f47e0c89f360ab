"use client";

import { useTranslations } from "next-intl";
import { hrefOf } from "@/client/place";
import { Tabs } from "@/ui";

type AdminTabsProps = {
  current: "members" | "invitations" | "audit" /** Owners read the audit log. */;
  owner: boolean;
};

/** The pages of owners and admins. */
export function AdminTabs({ current, owner }: AdminTabsProps) {
  const t = useTranslations("admin");
  const tab = (at: "admin-members" | "invitations" | "audit", is: AdminTabsProps["current"]) => ({
    href: hrefOf({ at }),
    label: t(is),
    current: current === is,
  });
  return (
    <Tabs
      label={t("pages")}
      tabs={[
        tab("admin-members", "members"),
        tab("invitations", "invitations"),
        ...(owner ? [tab("audit", "audit")] : []),
      ]}
    />
  );
}
