"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section, SettingLine, SettingsTabs } from "@/features/settings/ui";
import { Button } from "@/ui";
import { PageColumn } from "@/ui/shell";

type SecurityPageProps = {
  hasPassword: boolean;
  onPassword: () => void;
  /** The sections of the other ways in, and of where one is signed in. */
  children: ReactNode;
};

/** How a member gets in, and where they are. */
export function SecurityPage({ hasPassword, onPassword, children }: SecurityPageProps) {
  const t = useTranslations("security");
  return (
    <PageColumn title={t("title")}>
      <SettingsTabs current="security" />
      <p className="mt-6 max-w-[60ch] text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      <Section id="password" title={t("password")}>
        <SettingLine title={t("password")} note={t(hasPassword ? "passwordNote" : "noPassword")}>
          <Button onClick={onPassword}>{t(hasPassword ? "change" : "first")}</Button>
        </SettingLine>
      </Section>
      {children}
    </PageColumn>
  );
}
