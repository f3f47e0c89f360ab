"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Field, PasswordInput, TextInput } from "@/ui";
import { Refused } from "./refused";

type SignInFormProps = {
  onSubmit: (values: { address: string; password: string }) => void;
  busy: boolean;
  /** What went wrong, for both fields at once: which of them was wrong is not said. */
  error?: string;
};

/** The way in, by password. */
export function SignInForm({ onSubmit, busy, error }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [address, setAddress] = useState("");
  const [password, setPassword] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit({ address, password });
      }}
      className="mt-6 grid gap-4"
    >
      {error && <Refused>{error}</Refused>}
      <Field label={t("address")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="email"
            name="address"
            autoComplete="username"
            required
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("password")}>
        {(wiring) => (
          <PasswordInput
            {...wiring}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" size="lg" wide busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
