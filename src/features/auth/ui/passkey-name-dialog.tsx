"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/ui";
import type { PasskeyLine } from "../contract";

type PasskeyNameDialogProps = {
  passkey: PasskeyLine | undefined;
  onClose: () => void;
  onName: (name: string) => void;
  busy: boolean;
  error?: string;
};

/** Asks for another name of a passkey. */
export function PasskeyNameDialog({ passkey, onClose, ...form }: PasskeyNameDialogProps) {
  const t = useTranslations("factors");
  return (
    <Dialog open={passkey !== undefined} onClose={onClose} title={t("rename")}>
      {passkey && <Form old={passkey.name} {...form} />}
    </Dialog>
  );
}

function Form({ old, onName, busy, error }: Omit<PasskeyNameDialogProps, "passkey" | "onClose"> & { old: string }) {
  const t = useTranslations("factors");
  const [name, setName] = useState(old);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onName(name);
      }}
      className="grid gap-4"
    >
      <Field label={t("name")} error={error}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="name"
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={busy}>
          {t("keep")}
        </Button>
      </div>
    </form>
  );
}
