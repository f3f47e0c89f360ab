"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Field, TextInput } from "@/ui";

type SecondStepFormProps = {
  /** What this member may show, besides a recovery code. */
  totp: boolean;
  passkeys: boolean;
  onCode: (code: string) => void;
  onPasskey: () => void;
  busy?: "code" | "passkey";
  error?: string;
};

/** Asks for the second of two things: a code, a recovery code, or a passkey. */
export function SecondStepForm({ totp, passkeys, onCode, onPasskey, busy, error }: SecondStepFormProps) {
  const t = useTranslations("step");
  const [code, setCode] = useState("");
  return (
    <div className="mt-6 grid gap-4">
      {passkeys && (
        <Button kind={totp ? "plain" : "primary"} size="lg" wide busy={busy === "passkey"} onClick={onPasskey}>
          <KeyRound aria-hidden />
          {t("passkey")}
        </Button>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && code.trim()) onCode(code);
        }}
        className="grid gap-4"
      >
        <Field label={t(totp ? "code" : "recoveryCode")} hint={totp ? t("codeHint") : t("recoveryHint")} error={error}>
          {(wiring) => (
            <TextInput
              {...wiring}
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              required
              maxLength={40}
              className="font-mono tracking-[0.08em]"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" kind={totp || !passkeys ? "primary" : "plain"} size="lg" wide busy={busy === "code"}>
          {t("submit")}
        </Button>
      </form>
    </div>
  );
}
