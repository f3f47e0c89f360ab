"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Section, SettingLine } from "@/features/settings/ui";
import { Switch, Time } from "@/ui";

type DigestSectionProps = {
  on: boolean;
  onChange: (on: boolean) => void;
  /** When the next one is due; absent when no working day comes. */
  nextAt?: number;
};

/** Whether a mail comes when the working day starts, with what is unread. */
export function DigestSection({ on, onChange, nextAt }: DigestSectionProps) {
  const t = useTranslations("digest");
  const id = useId();
  const lede = !on
    ? t("off")
    : nextAt === undefined
      ? t("never")
      : t.rich("next", { time: () => <Time at={nextAt} className="font-semibold whitespace-nowrap text-ink" /> });
  return (
    <Section id="digest" title={t("title")} lede={lede}>
      <SettingLine title={<label htmlFor={id}>{t("switch")}</label>} note={t("note")}>
        <Switch id={id} checked={on} onChange={onChange} />
      </SettingLine>
    </Section>
  );
}
