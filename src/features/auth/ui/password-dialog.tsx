"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog } from "@/ui";
import { NewPasswordField } from "./password-field";

type PasswordDialogProps = {
  open: boolean;
  onClose: () => void;
  /** Whether there is one already. */
  has: boolean;
  onKeep: (password: string) => void;
  busy: boolean;
  error?: string;
};

/** Asks a signed-in member for another password, or their first. */
export function PasswordDialog({ open, onClose, has, ...form }: PasswordDialogProps) {
  const t = useTranslations("security");
  return (
    <Dialog open={open} onClose={onClose} title={t(has ? "change" : "first")}>
      <Form {...form} />
    </Dialog>
  );
}

/** Inside the dialog, so that what was typed goes with it. */
function Form({ onKeep, busy, error }: Pick<PasswordDialogProps, "onKeep" | "busy" | "error">) {
  const t = useTranslations("security");
  const [password, setPassword] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onKeep(password);
      }}
      className="grid gap-4"
    >
      <NewPasswordField label={t("new")} value={password} onChange={setPassword} error={error} />
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={busy}>
          {t("keep")}
        </Button>
      </div>
    </form>
  );
}
