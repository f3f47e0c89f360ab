"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { signIn } from "@/features/auth/ui";
import { newId } from "@/kernel/ids";

type Person = { address: string; password: string };

/**
 * What both ways of becoming a member share: one id for however many tries, the refusal by field, and signing in with
 * what was just typed.
 */
export function useNewMember<Field extends string>(fieldOf: (field: string) => Field | undefined, next: string) {
  const t = useTranslations("enter");
  const [memberId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Partial<Record<Field | "form", string>>>({});

  async function submit(person: Person, send: (memberId: string) => Promise<unknown>): Promise<void> {
    setBusy(true);
    try {
      await send(memberId);
    } catch (error) {
      const { message, field } = refusalOf(error);
      const place = (field && fieldOf(field)) || "form";
      setErrors({ [place]: message ?? t("how.away") } as typeof errors);
      setBusy(false);
      return;
    }
    const { how } = await signIn(person.address, person.password);
    location.assign(how === "in" ? next : "/sign-in");
  }
  return { busy, errors, submit };
}
