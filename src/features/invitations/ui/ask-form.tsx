"use client";

import { CircleAlert, MailCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { api } from "@/client/trpc";
import { Button, Field, TextInput } from "@/ui";

/** Asks for a link to join, by mail. What is answered is the same for every address. */
export function AskForm() {
  const t = useTranslations("selfJoin");
  const locale = useLocale();
  const [address, setAddress] = useState("");
  const [state, setState] = useState<"asking" | "busy" | "sent">("asking");
  const [errors, setErrors] = useState<{ address?: string; form?: string }>({});

  async function ask(): Promise<void> {
    setState("busy");
    setErrors({});
    try {
      await api().join.ask.mutate({ address, locale });
      setState("sent");
    } catch (error) {
      const { message, field } = refusalOf(error);
      setErrors({ [field === "address" ? "address" : "form"]: message ?? t("away") });
      setState("asking");
    }
  }

  if (state === "sent")
    return (
      <p role="status" className="mt-6 flex gap-2.5 rounded-md bg-done-soft px-4 py-3 text-done">
        <MailCheck aria-hidden className="mt-px shrink-0" />
        <span className="wrap-anywhere">{t("sent", { address })}</span>
      </p>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (state === "asking") void ask();
      }}
      className="mt-6 grid gap-4"
    >
      {errors.form && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px" />
          {errors.form}
        </p>
      )}
      <Field label={t("address")} error={errors.address}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="email"
            name="address"
            autoComplete="email"
            required
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" size="lg" wide busy={state === "busy"}>
        {t("submit")}
      </Button>
    </form>
  );
}
