"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/ui";

type SectionDialogProps = {
  /** What it is called now; absent for a new one. */
  name?: string;
  onClose: () => void;
  onSubmit: (name: string) => void;
};

/** What a section is called. */
export function SectionDialog({ name: before, onClose, onSubmit }: SectionDialogProps) {
  const t = useTranslations("shelf");
  const [name, setName] = useState(before ?? "");
  return (
    <Dialog open onClose={onClose} title={t(before === undefined ? "new" : "rename")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") onSubmit(name);
        }}
      >
        <Field label={t("name")} hint={t("nameHint")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              required
              maxLength={40}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" className="justify-self-start">
          {t("keep")}
        </Button>
      </form>
    </Dialog>
  );
}
