"use client";

import { useTranslations } from "next-intl";
import { Section, SettingsTabs } from "@/features/settings/ui";
import { ErrorState, Skeleton, VisuallyHidden } from "@/ui";
import { PageColumn } from "@/ui/shell";
import { AddressForm } from "./address-form";
import { type AddressActs, AddressLine } from "./address-line";

type Mine = {
  items: readonly { id: string; address: string; isPrimary: boolean; isProven: boolean }[];
  canSend: boolean;
};

type AddressesPageProps = AddressActs & {
  mine: Mine | "loading" | "failed";
  onRetry: () => void;
  /** Each gives what was wrong, or nothing when it went well. */
  onAdd: (address: string) => Promise<string | undefined>;
  onMerge: (address: string) => Promise<string | undefined>;
};

/** A member's addresses: which one mail goes to, which are proven, and the way to another account of theirs. */
export function AddressesPage({ mine, onRetry, onAdd, onMerge, ...acts }: AddressesPageProps) {
  const t = useTranslations("addresses");
  return (
    <PageColumn title={t("title")}>
      <SettingsTabs current="addresses" />
      <p className="mt-6 max-w-[60ch] text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      {mine === "loading" && (
        <div role="status" className="mt-6 grid gap-4">
          <VisuallyHidden>{t("loading")}</VisuallyHidden>
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </div>
      )}
      {mine === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
      {typeof mine === "object" && (
        <>
          {!mine.canSend && (
            <p className="mt-6 max-w-[60ch] rounded-md bg-hover px-4 py-3 text-row leading-[1.55] text-pretty">
              {t("noMail")}{" "}
              <code className="font-mono text-sm wrap-anywhere">npm run admin -- prove-address ADDRESS</code>
            </p>
          )}
          <ul className="mt-6">
            {mine.items.map((item) => (
              <AddressLine key={item.id} {...item} {...acts} canSend={mine.canSend} />
            ))}
          </ul>
          <Section id="add" title={t("add")} lede={t(mine.canSend ? "addLede" : "addLedeNoMail")}>
            <AddressForm label={t("address")} submit={t("addSubmit")} onSubmit={onAdd} />
          </Section>
          <Section id="merge" title={t("merge")} lede={t(mine.canSend ? "mergeLede" : "mergeNoMail")}>
            {mine.canSend && (
              <AddressForm
                label={t("mergeAddress")}
                submit={t("mergeSubmit")}
                onSubmit={onMerge}
                done={t("mergeAsked")}
              />
            )}
          </Section>
        </>
      )}
    </PageColumn>
  );
}
