"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput, Tick } from "@/ui";

type NewChannel = { name: string; purpose: string; visibility: "public" | "private" };

type NewChannelDialogProps = {
  open: boolean;
  onClose: () => void;
  onSubmit: (channel: NewChannel) => void;
  busy: boolean;
  errors: { name?: string; purpose?: string; form?: string };
};

/** A further place to write in. */
export function NewChannelDialog({ open, onClose, onSubmit, busy, errors }: NewChannelDialogProps) {
  const t = useTranslations("newChannel");
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [hidden, setHidden] = useState(false);
  return (
    <Dialog open={open} onClose={onClose} title={t("title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit({ name, purpose, visibility: hidden ? "private" : "public" });
        }}
        className="grid gap-4"
      >
        <Field label={t("name")} error={errors.name}>
          {(wiring) => (
            <TextInput
              {...wiring}
              required
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t("purpose")} hint={t("purposeHint")} error={errors.purpose}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={200}
              autoComplete="off"
              value={purpose}
              onChange={(event) => setPurpose(event.currentTarget.value)}
            />
          )}
        </Field>
        <label className="flex min-h-11 items-center gap-1">
          <Tick className="-ms-2.75" checked={hidden} onChange={(event) => setHidden(event.currentTarget.checked)} />
          <span>
            <span className="block text-row font-medium">{t("private")}</span>
            <span className="block text-sm text-ink-2">{t("privateHint")}</span>
          </span>
        </label>
        {errors.form && (
          <p role="alert" className="rounded-md bg-stop-soft px-4 py-3 text-stop">
            {errors.form}
          </p>
        )}
        <Button type="submit" kind="primary" busy={busy} className="mt-1 justify-self-start">
          {t("submit")}
        </Button>
      </form>
    </Dialog>
  );
}
