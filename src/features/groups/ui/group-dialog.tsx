"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { HANDLE_MAX } from "@/kernel/limits";
import { Button, Dialog, Field, TextInput } from "@/ui";

type Draft = { name: string; handle: string; purpose: string };

type GroupDialogProps = {
  /** What it is now; absent for a new group. */
  group?: Draft;
  onClose: () => void;
  onSubmit: (group: Draft) => void;
  busy: boolean;
  errors: { name?: string; handle?: string; purpose?: string; form?: string };
};

/** A handle as a name suggests it. */
const suggested = (name: string): string =>
  [
    ...name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
      .replace(/^[-\p{M}]+/u, ""),
  ]
    .slice(0, HANDLE_MAX)
    .join("")
    .replace(/-+$/, "");

/** What a group is called, by what it is mentioned, and what it is for. */
export function GroupDialog({ group, onClose, onSubmit, busy, errors }: GroupDialogProps) {
  const t = useTranslations("group");
  const [name, setName] = useState(group?.name ?? "");
  // Until it is typed, the handle follows the name.
  const [typed, setTyped] = useState(group?.handle);
  const [purpose, setPurpose] = useState(group?.purpose ?? "");
  const handle = typed ?? suggested(name);
  return (
    <Dialog open onClose={onClose} title={t(group ? "edit" : "newTitle")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit({ name, handle, purpose });
        }}
      >
        <Field label={t("name")} error={errors.name}>
          {(wiring) => (
            <TextInput
              {...wiring}
              required
              dir="auto"
              maxLength={80}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t("handle")} hint={handle && t("handleHint", { handle })} error={errors.handle}>
          {(wiring) => (
            <TextInput
              {...wiring}
              required
              dir="ltr"
              maxLength={HANDLE_MAX + 1}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={handle}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t("purpose")} error={errors.purpose}>
          {(wiring) => (
            <TextInput
              {...wiring}
              dir="auto"
              maxLength={200}
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
          {t(group ? "save" : "make")}
        </Button>
      </form>
    </Dialog>
  );
}
