"use client";

import { KeyRound, LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/client/trpc";
import { Button } from "@/ui";
import { showPasskey } from "./device-passkey";
import { enter, goToProvider } from "./enter";

type OtherWaysProps = {
  next: string;
  /** What people call the OpenID Connect provider; absent where there is none. */
  provider?: string;
  /** Why somebody who came from the provider is nobody here. */
  refused?: string;
};

/** The ways in that want no password: a passkey, the provider. */
export function OtherWays({ next, provider, refused }: OtherWaysProps) {
  const t = useTranslations("ways");
  const says = useTranslations("enter");
  const [busy, setBusy] = useState<"passkey" | "provider">();
  const [error, setError] = useState(refused);

  async function byPasskey() {
    setBusy("passkey");
    setError(undefined);
    const options = await api()
      .auth.passkeys.askToSignIn.mutate()
      .catch(() => null);
    const shown = options && (await showPasskey(options));
    const entered = shown ? await enter("passkey", { shown: JSON.stringify(shown) }) : null;
    if (entered?.how === "in") return location.assign(next);
    setError(options ? t(shown ? "unknownPasskey" : "noPasskey") : says("how.away"));
    setBusy(undefined);
  }

  async function byProvider() {
    setBusy("provider");
    setError(undefined);
    if (await goToProvider(next)) return;
    setError(t("providerAway", { name: provider ?? "" }));
    setBusy(undefined);
  }

  return (
    <div className="mt-6 grid gap-3 border-t border-line pt-6">
      {error && (
        <p role="alert" className="rounded-md bg-stop-soft px-4 py-3 text-stop">
          {error}
        </p>
      )}
      <Button size="lg" wide busy={busy === "passkey"} onClick={byPasskey}>
        <KeyRound aria-hidden />
        {t("passkey")}
      </Button>
      {provider && (
        <Button size="lg" wide busy={busy === "provider"} onClick={byProvider}>
          <LogIn aria-hidden />
          <span className="truncate">{t("provider", { name: provider })}</span>
        </Button>
      )}
    </div>
  );
}
