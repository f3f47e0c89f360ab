"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { api } from "@/client/trpc";
import { Button } from "@/ui";
import { showPasskey } from "./device-passkey";

/** A passkey of this member's. */
export function ConfirmByPasskey({ onDone }: { onDone: () => void }) {
  const t = useTranslations("confirm");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function show() {
    setBusy(true);
    setError(undefined);
    try {
      const shown = await showPasskey(await api().auth.passkeys.askToConfirm.mutate());
      if (!shown) return setError(t("noPasskey"));
      await api().auth.confirmByPasskey.mutate({ shown });
      onDone();
    } catch (refused) {
      setError(refusalOf(refused).message ?? t("away"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid gap-2">
      <Button wide size="lg" busy={busy} onClick={show}>
        <KeyRound aria-hidden />
        {t("passkey")}
      </Button>
      {error && (
        <p role="alert" className="text-sm text-stop">
          {error}
        </p>
      )}
    </div>
  );
}
