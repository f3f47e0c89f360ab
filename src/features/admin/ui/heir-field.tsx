"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Field, Select } from "@/ui";
import type { Holdings } from "../contract";

type HeirFieldProps = {
  held: Holdings;
  /** Who goes, and cannot inherit from themselves. */
  leavingId?: string;
  value: string | null;
  onChange: (heirId: string | null) => void;
  /** Whether it may stay without anybody. */
  optional: boolean;
};

/** Who takes over what would have nobody. */
export function HeirField({ held, leavingId, value, onChange, optional }: HeirFieldProps) {
  const t = useTranslations("admin.heir");
  const { data: members } = useQuery(useTRPC().members.list.queryOptions({ limit: 100 }));
  const able = (members?.items ?? []).filter(({ id, role }) => id !== leavingId && role !== "guest");
  return (
    <Field label={t("label")} hint={t("held", held)}>
      {(wiring) => (
        <Select {...wiring} value={value ?? ""} onChange={({ target }) => onChange(target.value || null)}>
          {optional && <option value="">{t("nobody")}</option>}
          {able.map(({ id, name, handle }) => (
            <option key={id} value={id}>
              {t("person", { name, handle })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
