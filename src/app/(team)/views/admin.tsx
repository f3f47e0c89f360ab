"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { KeptMembers } from "@/features/admin/ui";
import { AuditPage } from "@/features/audit/ui";
import { EmptyState } from "@/ui";
import { PageColumn } from "@/ui/shell";
import { queriesOf } from "../queries";

/** The members as a whole. For owners and admins. */
export function AdminMembers() {
  const { data: me } = useQuery(queriesOf(useTRPC()).me());
  if (!me) return null;
  return me.role === "owner" || me.role === "admin" ? <KeptMembers me={me} /> : <NotYours />;
}

/** What was done by way of administration. For owners. */
export function Audit() {
  const { data: me } = useQuery(queriesOf(useTRPC()).me());
  if (!me) return null;
  return me.role === "owner" ? <AuditPage /> : <NotYours />;
}

function NotYours() {
  const t = useTranslations("admin");
  return (
    <PageColumn title={t("pages")}>
      <EmptyState title={t("notYours")} body={t("notYoursBody")} />
    </PageColumn>
  );
}
