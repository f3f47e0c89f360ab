"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Button, Field, TextInput } from "@/ui";
import { Refused } from "./refused";

/** A code that is mailed when it is asked for: for who has nothing else to show. */
export function ConfirmByMail({ onDone }: { onDone: () => void }) {
  const t = useTranslations("confirm");
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const ask = useMutation(trpc.auth.mailConfirmCode.mutationOptions());
  const confirm = useMutation(trpc.auth.confirmByMail.mutationOptions({ onSuccess: onDone }));
  const unsent = ask.error && refusalOf(ask.error);
  const refusal = confirm.error && refusalOf(confirm.error);
  if (!ask.isSuccess)
    return (
      <div className="grid gap-4">
        <p className="text-row leading-[1.55] text-pretty">{t("mailLede")}</p>
        {unsent && <Refused>{unsent.message ?? t("away")}</Refused>}
        <div className="flex justify-end">
          <Button kind="primary" busy={ask.isPending} onClick={() => ask.mutate()}>
            {t("mailSend")}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!confirm.isPending) confirm.mutate({ code });
      }}
      className="grid gap-4"
    >
      <p role="status" className="text-row leading-[1.55] text-pretty">
        {t("mailSent")}
      </p>
      <Field
        label={t("mailCode")}
        error={refusal ? (refusal.field === "code" ? t("wrongMailCode") : (refusal.message ?? t("away"))) : undefined}
      >
        {(wiring) => (
          <TextInput
            {...wiring}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
            maxLength={12}
            className="font-mono tracking-[0.08em]"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button
          onClick={() => {
            confirm.reset();
            ask.reset();
          }}
        >
          {t("mailAgain")}
        </Button>
        <Button type="submit" kind="primary" busy={confirm.isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
