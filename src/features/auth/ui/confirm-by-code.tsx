"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Button, Field, TextInput } from "@/ui";

/** A code of the authenticator app. */
export function ConfirmByCode({ onDone }: { onDone: () => void }) {
  const t = useTranslations("confirm");
  const [code, setCode] = useState("");
  const confirm = useMutation(useTRPC().auth.confirmByCode.mutationOptions({ onSuccess: onDone }));
  const refusal = confirm.error && refusalOf(confirm.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!confirm.isPending) confirm.mutate({ code });
      }}
      className="grid gap-4"
    >
      <Field
        label={t("code")}
        error={refusal ? (refusal.field === "code" ? t("wrongCode") : (refusal.message ?? t("away"))) : undefined}
      >
        {(wiring) => (
          <TextInput
            {...wiring}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={12}
            className="font-mono tracking-[0.08em]"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" busy={confirm.isPending}>
          {t("byCode")}
        </Button>
      </div>
    </form>
  );
}
