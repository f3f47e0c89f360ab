"use client";

import { useTranslations } from "next-intl";
import { PASSWORD_MIN } from "@/kernel/limits";
import { Field, PasswordInput } from "@/ui";

type PasswordFieldProps = { label: string; value: string; onChange: (value: string) => void; error?: string };

/** A new password: says what makes a good one, and when it is long enough. */
export function NewPasswordField({ label, value, onChange, error }: PasswordFieldProps) {
  const t = useTranslations("password");
  const well = [...value].length >= PASSWORD_MIN;
  return (
    <Field label={label} error={error} well={well} hint={well ? t("well") : t("hint", { length: PASSWORD_MIN })}>
      {(wiring) => (
        <PasswordInput
          {...wiring}
          name="password"
          autoComplete="new-password"
          required
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
