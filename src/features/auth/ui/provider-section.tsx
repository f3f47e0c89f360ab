"use client";

import { useTranslations } from "next-intl";
import { Section, SettingLine } from "@/features/settings/ui";
import { Button, Time } from "@/ui";
import type { ProviderState } from "../contract";

type ProviderSectionProps = {
  provider: ProviderState;
  onLink: () => void;
  onUnlink: () => void;
  busy: boolean;
  /** Why the last try to link came to nothing. */
  error?: string;
};

/** Whether this member may come through the team's OpenID Connect provider. */
export function ProviderSection({ provider, onLink, onUnlink, busy, error }: ProviderSectionProps) {
  const t = useTranslations("factors");
  const { name, linkedAt } = provider;
  return (
    <Section id="provider" title={t("provider")} lede={t("providerLede", { name })}>
      {error && (
        <p role="alert" className="mb-4 rounded-md bg-stop-soft px-4 py-3 text-stop">
          {error}
        </p>
      )}
      <SettingLine
        title={<span className="wrap-anywhere">{name}</span>}
        note={linkedAt === null ? t("notLinked") : t.rich("linked", { time: () => <Time at={linkedAt} /> })}
      >
        <Button busy={busy} onClick={linkedAt === null ? onLink : onUnlink}>
          {t(linkedAt === null ? "link" : "unlink")}
        </Button>
      </SettingLine>
    </Section>
  );
}
