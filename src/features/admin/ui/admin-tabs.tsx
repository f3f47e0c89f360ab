"use client";

import { useTranslations } from "next-intl";
import { hrefOf } from "@/client/place";
import { Tabs } from "@/ui";

/** The pages of owners and admins. */
export function AdminTabs({ current }: { current: "invitations" }) {
  const t = useTranslations("admin");
  return (
    <Tabs
      label={t("pages")}
      tabs={[{ href: hrefOf({ at: "invitations" }), label: t("invitations"), current: current === "invitations" }]}
    />
  );
}
