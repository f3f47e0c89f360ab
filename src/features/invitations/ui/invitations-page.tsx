"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AdminTabs } from "@/features/admin/ui";
import { Button, EmptyState, ErrorState, Skeleton, VisuallyHidden } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { InvitationLine as Invitation } from "../contract";
import { InvitationLine } from "./invitation-line";

type InvitationsPageProps = {
  invitations: readonly Invitation[] | "loading" | "failed" | "forbidden";
  /** The address of the page that an invitation's token opens. Asked in the browser alone, once somebody wants to see it. */
  urlOf: (token: string) => string;
  /** Whether who looks is an owner. */
  owner: boolean;
  onInvite: () => void;
  onRevoke: (id: string) => void;
  /** The one that is being withdrawn. */
  revoking?: string;
  onRetry: () => void;
  onMore?: () => void;
  moreBusy?: boolean;
  /** The section of who may join by themselves. */
  domains: ReactNode;
};

/** Who is invited and has not come yet, and who may come uninvited. */
export function InvitationsPage(props: InvitationsPageProps) {
  const { invitations, urlOf, owner, onInvite, onRevoke, revoking, onRetry, onMore, moreBusy, domains } = props;
  const t = useTranslations("invitations");
  if (invitations === "forbidden")
    return (
      <PageColumn title={t("title")}>
        <EmptyState title={t("forbidden")} body={t("forbiddenBody")} />
      </PageColumn>
    );
  return (
    <PageColumn
      title={t("title")}
      action={
        <Button kind="primary" onClick={onInvite}>
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      }
    >
      <AdminTabs current="invitations" owner={owner} />
      {invitations === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {invitations === "loading" && <Loading />}
      {typeof invitations === "object" && invitations.length === 0 && (
        <EmptyState title={t("empty")} body={t("emptyBody")} />
      )}
      {typeof invitations === "object" && invitations.length > 0 && (
        <ul className="mt-6">
          {invitations.map((invitation) => (
            <InvitationLine
              key={invitation.id}
              invitation={invitation}
              urlOf={urlOf}
              onRevoke={() => onRevoke(invitation.id)}
              busy={revoking === invitation.id}
            />
          ))}
        </ul>
      )}
      {onMore && (
        <Button className="mt-6" busy={moreBusy} onClick={onMore}>
          {t("more")}
        </Button>
      )}
      {domains}
    </PageColumn>
  );
}

function Loading() {
  const t = useTranslations("invitations");
  return (
    <div role="status" className="mt-6">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {["first", "second", "third"].map((row) => (
        <div key={row} className="grid gap-2 border-t border-line py-4">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-3 w-72 max-w-full" />
        </div>
      ))}
    </div>
  );
}
