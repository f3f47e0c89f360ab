"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { AdminTabs } from "@/features/admin/ui";
import { Button, buttonLook, EmptyState, ErrorState, Field, Select, Time, usePersonName } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { AuditLine } from "../contract";
import { sentenceValues, wordOf } from "./sentence";

/** What was done by way of administration, for owners: who, what, when, from where. */
export function AuditPage() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const [action, setAction] = useState<string | null>(null);
  const [memberId, setMemberId] = useState<string | null>(null);
  const labelOf = (each: string) => {
    const word = wordOf(each);
    return word === null ? each : t(`label.${word}`);
  };
  const { data: actions } = useQuery(trpc.audit.actions.queryOptions());
  const { data: members } = useQuery(trpc.members.list.queryOptions({ limit: 100 }));
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions({ action, memberId }, { getNextPageParam: (page) => page.next }),
  );
  const items = log.data?.pages.flatMap((page) => page.items);
  return (
    <PageColumn title={t("title")}>
      <AdminTabs current="audit" owner />
      <p className="mt-6 max-w-[60ch] text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      <div className="mt-6 flex flex-wrap items-end gap-4">
        <Field label={t("person")} className="w-56 max-sm:w-full">
          {(wiring) => (
            <Select {...wiring} value={memberId ?? ""} onChange={({ target }) => setMemberId(target.value || null)}>
              <option value="">{t("anybody")}</option>
              {members?.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("action")} className="w-56 max-sm:w-full">
          {(wiring) => (
            <Select {...wiring} value={action ?? ""} onChange={({ target }) => setAction(target.value || null)}>
              <option value="">{t("anything")}</option>
              {actions?.map((each) => (
                <option key={each} value={each}>
                  {labelOf(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {(["csv", "jsonl"] as const).map((form) => (
          <a key={form} href={`/api/audit?as=${form}`} download className={buttonLook()}>
            <Download aria-hidden />
            {t(form)}
          </a>
        ))}
      </div>
      {log.isError && <ErrorState title={t("failed")} body={t("failedBody")} retry={() => void log.refetch()} />}
      {items?.length === 0 && <EmptyState title={t("none")} body={t("noneBody")} />}
      <ul className="mt-6">
        {items?.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button className="mt-6" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </PageColumn>
  );
}

function Line({ line }: { line: AuditLine }) {
  const t = useTranslations("audit");
  const nameOf = usePersonName();
  const { at, action, from } = line;
  const word = wordOf(action);
  return (
    <li className="grid gap-x-4 border-t border-line py-3 last:border-b md:grid-cols-[8.5rem_minmax(0,1fr)]">
      <Time at={at} className="text-sm text-ink-2 tabular-nums" />
      <div className="min-w-0">
        <p className="text-row wrap-anywhere">
          {word === null ? (
            <code className="text-sm">{action}</code>
          ) : (
            t.rich(`did.${word}`, {
              ...sentenceValues(line, nameOf, t("host")),
              b: (text) => <b className="font-medium">{text}</b>,
            })
          )}
        </p>
        {from && <p className="text-sm wrap-anywhere text-ink-2">{t("from", { from })}</p>}
      </div>
    </li>
  );
}
