"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { api } from "@/client/trpc";
import { buttonLook } from "@/ui";
import { showPasskey } from "./device-passkey";
import { Door } from "./door";
import { type Entered, enter } from "./enter";
import { SecondStepForm } from "./second-step-form";

type Look = { totp: boolean; passkeys: boolean };

/**
 * The second step of signing in. Its token stands behind the # of the address, which no server and no log sees; `next` is
 * where to go from here.
 */
export function SecondStep({ next }: { next: string }) {
  const t = useTranslations("step");
  const says = useTranslations("enter");
  const [token, setToken] = useState("");
  const [step, setStep] = useState<Look | "over" | "away">();
  const [busy, setBusy] = useState<"code" | "passkey">();
  const [error, setError] = useState<string>();

  useEffect(() => {
    const given = location.hash.slice(1);
    setToken(given);
    const look = async () => {
      const found = await api().auth.twoSteps.look.query({ token: given });
      setStep(found.isOpen ? found : "over");
    };
    look().catch(() => setStep("away"));
  }, []);

  function answer(entered: Entered) {
    if (entered.how === "in") return location.replace(next);
    if (entered.how === "dead" || entered.how === "second-step") setStep("over");
    else if (entered.how === "wait") setError(says("wait", { minutes: entered.minutes }));
    else setError(entered.how === "wrong" ? t("wrong") : says(`how.${entered.how}`));
    setBusy(undefined);
  }

  async function byCode(code: string) {
    setBusy("code");
    answer(await enter("second-step", { token, code }));
  }

  async function byPasskey() {
    setBusy("passkey");
    const options = await api()
      .auth.twoSteps.askForPasskey.mutate({ token })
      .catch(() => null);
    const shown = options && (await showPasskey(options));
    if (shown) return answer(await enter("second-step", { token, shown: JSON.stringify(shown) }));
    setError(t("noPasskey"));
    setBusy(undefined);
  }

  if (step === "over" || step === "away")
    return (
      <Door title={t("over")} lede={step === "over" ? t("overLede") : says("how.away")}>
        <p className="mt-6">
          <a className={buttonLook()} href={`/sign-in?next=${encodeURIComponent(next)}`}>
            {t("again")}
          </a>
        </p>
      </Door>
    );
  return (
    <Door title={t("title")} lede={t("lede")} foot={t("foot")}>
      {step && <SecondStepForm {...step} onCode={byCode} onPasskey={byPasskey} busy={busy} error={error} />}
    </Door>
  );
}
