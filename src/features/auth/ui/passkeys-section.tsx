"use client";

import { useTranslations } from "next-intl";
import { Section, SettingLine } from "@/features/settings/ui";
import { Button, Time } from "@/ui";
import type { PasskeyLine } from "../contract";

type PasskeysSectionProps = {
  passkeys: readonly PasskeyLine[];
  onAdd: () => void;
  onRename: (passkey: PasskeyLine) => void;
  onRemove: (passkey: PasskeyLine) => void;
  /** The one that is being removed, or the one that is being made. */
  busy?: string | "new";
};

/** The devices that sign this member in by themselves. */
export function PasskeysSection({ passkeys, onAdd, onRename, onRemove, busy }: PasskeysSectionProps) {
  const t = useTranslations("factors");
  return (
    <Section
      id="passkeys"
      title={t("passkeys")}
      lede={t("passkeysLede")}
      action={
        <Button busy={busy === "new"} onClick={onAdd}>
          {t("addPasskey")}
        </Button>
      }
    >
      <div>
        {passkeys.map((passkey) => (
          <SettingLine
            key={passkey.id}
            title={<span className="wrap-anywhere">{passkey.name}</span>}
            note={
              passkey.usedAt === null
                ? t.rich("added", { time: () => <Time at={passkey.createdAt} /> })
                : t.rich("used", { time: () => <Time at={passkey.usedAt ?? 0} /> })
            }
          >
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                size="sm"
                kind="quiet"
                aria-label={t("renameOne", { name: passkey.name })}
                onClick={() => onRename(passkey)}
              >
                {t("rename")}
              </Button>
              <Button
                size="sm"
                busy={busy === passkey.id}
                aria-label={t("removeOne", { name: passkey.name })}
                onClick={() => onRemove(passkey)}
              >
                {t("remove")}
              </Button>
            </div>
          </SettingLine>
        ))}
      </div>
    </Section>
  );
}
