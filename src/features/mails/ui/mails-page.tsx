"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { SettingsTabs } from "@/features/settings/ui";
import { Button, EmptyState, ErrorState, Skeleton, Time, VisuallyHidden } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { MailLine } from "../contract";

type MailRow = {
  id: string;
  kind: MailLine["kind"];
  /** Empty until it was rendered. */
  subject: string;
  at: number;
  state: "pending" | "sending" | "sent" | "kept" | "skipped" | "dead";
};

type MailsPageProps = {
  mails: readonly MailRow[] | "loading" | "failed";
  onRetry: () => void;
  onMore?: () => void;
  moreBusy?: boolean;
};

/** Every mail that Tidings made for its reader, whether it went out or not. Nobody else sees it. */
export function MailsPage({ mails, onRetry, onMore, moreBusy }: MailsPageProps) {
  const t = useTranslations("mails");
  return (
    <MailsFrame>
      {mails === "loading" && <Loading />}
      {mails === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {typeof mails === "object" && mails.length === 0 && <EmptyState title={t("empty")} body={t("emptyBody")} />}
      {typeof mails === "object" && mails.length > 0 && (
        <ul className="mt-6">
          {mails.map((mail) => (
            <Line key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {onMore && (
        <Button className="mt-6" busy={moreBusy} onClick={onMore}>
          {t("more")}
        </Button>
      )}
    </MailsFrame>
  );
}

function MailsFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("mails");
  return (
    <PageColumn title={t("title")}>
      <SettingsTabs current="mails" />
      <p className="mt-6 max-w-[60ch] text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      {children}
    </PageColumn>
  );
}

function Line({ mail }: { mail: MailRow }) {
  const t = useTranslations("mails");
  const readable = mail.subject !== "";
  const subject = readable ? mail.subject : t(`kind.${mail.kind}`);
  return (
    <li className="relative grid grid-cols-[8.5rem_minmax(0,1fr)_auto] items-baseline gap-x-4 border-t border-line py-3.5 last:border-b hover:bg-hover/50 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <Time at={mail.at} className="text-sm text-ink-2 tabular-nums max-md:order-2 max-md:text-end" />
      <div className="min-w-0">
        <p className="text-row font-medium wrap-anywhere">
          {readable ? (
            <Link
              href={hrefOf({ at: "mails", mail: mail.id })}
              className="after:absolute after:inset-0 after:content-['']"
            >
              {subject}
            </Link>
          ) : (
            subject
          )}
        </p>
        {readable && <p className="text-sm text-ink-2">{t(`kind.${mail.kind}`)}</p>}
      </div>
      <p className={`text-sm max-md:order-3 max-md:col-span-2 ${mail.state === "dead" ? "text-stop" : "text-ink-2"}`}>
        {t(`state.${mail.state}`)}
      </p>
    </li>
  );
}

function Loading() {
  const t = useTranslations("mails");
  return (
    <div role="status" className="mt-6">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {["first", "second", "third"].map((row) => (
        <div key={row} className="flex gap-4 border-t border-line py-4.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
