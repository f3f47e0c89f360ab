"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/ui";
import type { ChannelView } from "../contract";

type EditChannelDialogProps = {
  channel: ChannelView;
  onClose: () => void;
  onSubmit: (next: { name: string; purpose: string }) => void;
  busy: boolean;
  errors: { name?: string; purpose?: string; form?: string };
};

/** What a channel is called and for. */
export function EditChannelDialog({ channel, onClose, onSubmit, busy, errors }: EditChannelDialogProps) {
  const t = useTranslations("newChannel");
  const about = useTranslations("aboutChannel");
  const [name, setName] = useState(channel.name);
  const [purpose, setPurpose] = useState(channel.purpose);
  return (
    <Dialog open onClose={onClose} title={about("edit")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit({ name, purpose });
        }}
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
              maxLength={500}
              autoComplete="off"
              value={purpose}
              onChange={(event) => setPurpose(event.currentTarget.value)}
            />
          )}
        </Field>
        {errors.form && (
          <p role="alert" className="rounded-md bg-stop-soft px-4 py-3 text-stop">
            {errors.form}
          </p>
        )}
        <Button type="submit" kind="primary" busy={busy} className="mt-1 justify-self-start">
          {about("save")}
        </Button>
      </form>
    </Dialog>
  );
}
