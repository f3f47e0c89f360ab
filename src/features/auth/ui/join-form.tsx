"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ZoneField } from "@/features/settings/ui";
import { Button, Field, TextInput } from "@/ui";
import { NewPasswordField } from "./password-field";

export type JoinValues = { name: string; address: string; password: string; zone: string };

type JoinFormProps = {
  team: string;
  /** The one that the link was mailed to; `fixed`: no other will do. */
  address?: string;
  fixed?: boolean;
  onSubmit: (values: JoinValues) => void;
  busy: boolean;
  errors: Partial<Record<keyof JoinValues | "form", string>>;
};

/** How a person becomes a member by a link: who they are, a password, their zone. */
export function JoinForm({ team, address = "", fixed = false, onSubmit, busy, errors }: JoinFormProps) {
  const t = useTranslations("join");
  const [values, setValues] = useState<JoinValues>({ name: "", address, password: "", zone: "" });
  const set = (key: keyof JoinValues) => (value: string) => setValues((old) => ({ ...old, [key]: value }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit(values);
      }}
      className="mt-6 grid gap-4"
    >
      {errors.form && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px" />
          {errors.form}
        </p>
      )}
      <Field label={t("name")} error={errors.name}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="name"
            autoComplete="name"
            required
            maxLength={80}
            value={values.name}
            onChange={(event) => set("name")(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("address")} error={errors.address} hint={address ? t(fixed ? "fixed" : "mailed") : undefined}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="email"
            name="address"
            autoComplete="username"
            required
            readOnly={fixed}
            value={values.address}
            onChange={(event) => set("address")(event.currentTarget.value)}
          />
        )}
      </Field>
      <NewPasswordField
        label={t("password")}
        value={values.password}
        onChange={set("password")}
        error={errors.password}
      />
      <ZoneField label={t("zone")} value={values.zone} onChange={set("zone")} error={errors.zone} guess />
      <Button type="submit" kind="primary" size="lg" wide busy={busy} className="mt-2 truncate">
        {t("submit", { team })}
      </Button>
    </form>
  );
}
