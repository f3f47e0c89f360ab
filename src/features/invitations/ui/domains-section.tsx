"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/features/settings/ui";
import { Button, Field, IconButton, TextInput } from "@/ui";

type DomainsSectionProps = {
  domains: readonly string[];
  /** Whether this server can send mail, without which nobody joins by themselves. */
  mail: boolean;
  /** Absent for who may only look. Says whether it was kept. */
  onChange?: (domains: string[]) => Promise<boolean>;
  busy: boolean;
  error?: string;
};

/** The mail domains whose people may join without being invited. */
export function DomainsSection({ domains, mail, onChange, busy, error }: DomainsSectionProps) {
  const t = useTranslations("joinDomains");
  const [typed, setTyped] = useState("");
  const add = async (): Promise<void> => {
    const text = typed.trim().replace(/^@/, "");
    if (text && (await onChange?.([...domains, text]))) setTyped("");
  };
  return (
    <Section id="domains" title={t("title")} lede={t(mail ? "lede" : "noMail")}>
      {domains.length === 0 && <p className="border-y border-line py-4 text-row text-ink-2">{t("off")}</p>}
      {domains.length > 0 && (
        <ul>
          {domains.map((domain) => (
            <li key={domain} className="flex min-h-12 items-center gap-4 border-t border-line last:border-b">
              <span className="min-w-0 flex-1 text-row font-medium wrap-anywhere">{domain}</span>
              {onChange && (
                <IconButton
                  label={t("remove", { domain })}
                  disabled={busy}
                  onClick={() => void onChange(domains.filter((one) => one !== domain))}
                >
                  <X aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {onChange ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void add();
          }}
          className="mt-5 max-w-110"
        >
          <Field label={t("domain")} hint={t("domainHint")} error={error}>
            {(wiring) => (
              <div className="flex gap-2">
                <TextInput
                  {...wiring}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="example.org"
                  maxLength={253}
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                />
                <Button type="submit" busy={busy} className="min-h-11">
                  <Plus aria-hidden />
                  {t("add")}
                </Button>
              </div>
            )}
          </Field>
        </form>
      ) : (
        <p className="mt-4 text-sm text-ink-2">{t("ownersOnly")}</p>
      )}
    </Section>
  );
}
