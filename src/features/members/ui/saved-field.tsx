"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button, Field, TextInput } from "@/ui";

type SavedFieldProps = {
  label: string;
  hint: string;
  value: string;
  /** Gives why it was not kept, or nothing. */
  onSave: (value: string) => Promise<string | undefined>;
  maxLength: number;
  autoComplete?: string;
  /** For names that computers read: no spelling, left to right. */
  code?: boolean;
};

/** One line that is kept on its own. What was typed stays until it is kept, whatever the answer. */
export function SavedField({ label, hint, value, onSave, maxLength, autoComplete = "off", code }: SavedFieldProps) {
  const t = useTranslations("profile");
  const [draft, setDraft] = useState(value);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [kept, setKept] = useState(false);
  useEffect(() => setDraft(value), [value]);
  const save = async () => {
    setBusy(true);
    const refusal = await onSave(draft);
    setBusy(false);
    setError(refusal);
    setKept(refusal === undefined);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && draft !== value) void save();
      }}
    >
      <Field label={label} hint={kept ? t("kept") : hint} well={kept} error={error}>
        {(wiring) => (
          <div className="flex gap-2">
            <TextInput
              {...wiring}
              value={draft}
              maxLength={maxLength}
              autoComplete={autoComplete}
              spellCheck={code ? false : undefined}
              autoCapitalize={code ? "none" : undefined}
              dir={code ? "ltr" : "auto"}
              onChange={(event) => {
                setDraft(event.currentTarget.value);
                setKept(false);
              }}
            />
            <Button type="submit" busy={busy} disabled={draft === value} className="min-h-11">
              {t("save")}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
