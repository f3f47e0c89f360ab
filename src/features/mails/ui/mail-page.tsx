"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, EmptyState, ErrorState, Skeleton, Time } from "@/ui";
import { Bar } from "@/ui/shell";
import { MailBody } from "./mail-body";

type MailView = { subject: string; at: number; to: string; html: string; text: string };

type MailPageProps = { mail: MailView | "loading" | "failed" | "gone"; onRetry: () => void };

/** One mail, as its addressee's mail program would show it. */
export function MailPage({ mail, onRetry }: MailPageProps) {
  const t = useTranslations("mails");
  const [plain, setPlain] = useState(false);
  return (
    <section aria-label={t("one")} className="flex min-h-0 flex-1 flex-col">
      <Bar back={{ href: "/settings/mail", label: t("back") }} where={t("title")}>
        {typeof mail === "object" && (
          <Button size="sm" kind="quiet" aria-pressed={plain} onClick={() => setPlain(!plain)}>
            {t(plain ? "asMail" : "asText")}
          </Button>
        )}
      </Bar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-190 px-8 pt-6 pb-16 max-md:px-4 max-md:pt-4">
          {mail === "loading" && (
            <div role="status" className="grid gap-4 pt-2">
              <h1 className="sr-only">{t("loading")}</h1>
              <Skeleton className="h-7 w-3/4" />
              <Skeleton className="h-4 w-1/3" />
              <Skeleton className="mt-4 h-64 w-full" />
            </div>
          )}
          {mail === "failed" && <ErrorState heading="h1" title={t("failed")} body={t("failedBody")} retry={onRetry} />}
          {mail === "gone" && <EmptyState heading="h1" title={t("gone")} body={t("goneBody")} />}
          {typeof mail === "object" && (
            <>
              <h1 className="font-title text-2xl font-semibold tracking-[-0.018em] text-balance wrap-anywhere">
                {mail.subject}
              </h1>
              <p className="mt-1.5 mb-6 flex flex-wrap gap-x-2 border-b border-line pb-5 text-sm text-ink-2">
                <Time at={mail.at} />
                <span aria-hidden className="text-line-strong">
                  ·
                </span>
                <span className="wrap-anywhere">{t("to", { address: mail.to })}</span>
              </p>
              {plain ? (
                <pre className="font-mono text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap">{mail.text}</pre>
              ) : (
                <MailBody html={mail.html} />
              )}
            </>
          )}
        </div>
      </div>
    </section>
  );
}
