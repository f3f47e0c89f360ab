"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Button, Field, PasswordInput } from "@/ui";

/** The password again. */
export function ConfirmByPassword({ onDone }: { onDone: () => void }) {
  const t = useTranslations("confirm");
  const [password, setPassword] = useState("");
  const confirm = useMutation(useTRPC().auth.confirm.mutationOptions({ onSuccess: onDone }));
  const refusal = confirm.error && refusalOf(confirm.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!confirm.isPending) confirm.mutate({ password });
      }}
      className="grid gap-4"
    >
      <Field
        label={t("password")}
        error={refusal ? (refusal.field === "password" ? t("wrong") : (refusal.message ?? t("away"))) : undefined}
      >
        {(wiring) => (
          <PasswordInput
            {...wiring}
            name="password"
            autoComplete="current-password"
            autoFocus
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={confirm.isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
