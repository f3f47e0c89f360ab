"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { WeeklyHours } from "@/kernel/calendar";
import { Button, Tabs, Time } from "@/ui";
import { PageColumn } from "@/ui/shell";
import { HoursEditor } from "./hours-editor";
import { Section, SettingLine } from "./section";
import { ZoneField } from "./zone-field";

type SettingsPageProps = {
  /** One sentence that says what will happen, from whoever knows it. */
  sentence: ReactNode;
  zone: string;
  onZone: (zone: string) => void;
  hours: WeeklyHours;
  /** Whether these are the team's, for want of own ones. */
  inherited: boolean;
  onHours: (hours: WeeklyHours | null) => void;
  /** When a change was kept last. */
  kept?: number;
  /** The section of the digest. */
  digest: ReactNode;
  /** The section of leaving the team. */
  leave: ReactNode;
  onSignOut: () => void;
};

/** A member's own settings: their zone, their hours, their digest. Every change is kept at once. */
export function SettingsPage(props: SettingsPageProps) {
  const { sentence, zone, onZone, hours, inherited, onHours, kept, digest, leave, onSignOut } = props;
  const t = useTranslations("settings");
  return (
    <PageColumn title={t("title")} action={<Kept at={kept} />}>
      <SettingsTabs current="settings" />
      <p
        aria-live="polite"
        className="mt-8 max-w-[35em] font-title text-[1.4375rem] leading-[1.46] tracking-[-0.006em] text-pretty max-md:text-[1.25rem]"
      >
        {sentence}
      </p>
      <Section
        id="hours"
        title={t("hours")}
        lede={t(inherited ? "hoursTeam" : "hoursOwn")}
        action={
          !inherited && (
            <Button size="sm" onClick={() => onHours(null)}>
              {t("useTeam")}
            </Button>
          )
        }
      >
        <div className="mb-6 max-w-88">
          <ZoneField label={t("zone")} value={zone} onChange={onZone} />
        </div>
        <HoursEditor hours={hours} onChange={onHours} />
      </Section>
      {digest}
      <Section id="leave" title={t("here")}>
        <SettingLine title={t("signOut")} note={t("signOutNote")}>
          <Button onClick={onSignOut}>{t("signOut")}</Button>
        </SettingLine>
      </Section>
      {leave}
    </PageColumn>
  );
}

function Kept({ at }: { at?: number }) {
  const t = useTranslations("settings");
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-ink-2">
      {at !== undefined && (
        <>
          <Check aria-hidden className="size-3.75 text-done" />
          {t("kept")}
          <Time at={at} clock />
        </>
      )}
    </p>
  );
}

/** The pages that belong to a member alone. */
export function SettingsTabs({ current }: { current: "settings" | "profile" | "addresses" | "security" | "mails" }) {
  const t = useTranslations("settings");
  return (
    <Tabs
      label={t("pages")}
      tabs={[
        { href: "/settings", label: t("first"), current: current === "settings" },
        { href: "/settings/profile", label: t("profile"), current: current === "profile" },
        { href: "/settings/addresses", label: t("addresses"), current: current === "addresses" },
        { href: "/settings/security", label: t("security"), current: current === "security" },
        { href: "/settings/mail", label: t("mails"), current: current === "mails" },
      ]}
    />
  );
}
