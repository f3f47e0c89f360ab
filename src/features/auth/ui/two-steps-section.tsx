"use client";

import { useTranslations } from "next-intl";
import { Section, SettingLine } from "@/features/settings/ui";
import { Button } from "@/ui";
import type { TwoSteps } from "../contract";

type TwoStepsSectionProps = {
  twoSteps: TwoSteps;
  hasPasskey: boolean;
  onTotp: () => void;
  onPasskeys: () => void;
  onCodes: () => void;
  onOff: () => void;
  busy?: "totp" | "passkeys" | "codes" | "off";
};

/** Whether signing in takes this member two steps, and what the second one is shown with. */
export function TwoStepsSection({ twoSteps, hasPasskey, busy, ...on }: TwoStepsSectionProps) {
  const t = useTranslations("factors");
  const { isOn, totp, codesLeft } = twoSteps;
  return (
    <Section id="two-steps" title={t("twoSteps")} lede={t(isOn ? "twoStepsOn" : "twoStepsOff")}>
      <div>
        <SettingLine title={t("app")} note={t(totp ? "appOn" : "appOff")}>
          {!totp && (
            <Button busy={busy === "totp"} onClick={on.onTotp}>
              {t("setUp")}
            </Button>
          )}
        </SettingLine>
        {!isOn && hasPasskey && (
          <SettingLine title={t("byPasskeys")} note={t("byPasskeysNote")}>
            <Button busy={busy === "passkeys"} onClick={on.onPasskeys}>
              {t("switchOn")}
            </Button>
          </SettingLine>
        )}
        {isOn && (
          <>
            <SettingLine title={t("codes")} note={t("codesLeft", { count: codesLeft })}>
              <Button busy={busy === "codes"} onClick={on.onCodes}>
                {t("newCodes")}
              </Button>
            </SettingLine>
            <SettingLine title={t("oneStep")} note={t("oneStepNote")}>
              <Button busy={busy === "off"} onClick={on.onOff}>
                {t("switchOff")}
              </Button>
            </SettingLine>
          </>
        )}
      </div>
    </Section>
  );
}
