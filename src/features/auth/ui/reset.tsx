"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { api } from "@/client/trpc";
import { Button } from "@/ui";
import { Door } from "./door";
import { goOn, signIn } from "./enter";
import { NewPasswordField } from "./password-field";
import { Refused } from "./refused";

/** The page behind a link to a new password: its form spends the link, and signs in with what was chosen. */
export function Reset({ token, name }: { token: string; name: string }) {
  const t = useTranslations("reset");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ field?: string; message: string }>();

  async function send() {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { address } = await api().auth.reset.mutate({ token, password });
      if (!goOn(await signIn(address, password), "/inbox")) location.assign("/sign-in");
    } catch (error) {
      const { message, field, gone } = refusalOf(error);
      if (gone) return location.reload();
      setRefusal({ field, message: message ?? t("away") });
      setBusy(false);
    }
  }

  return (
    <Door title={t("title", { name })} lede={t("lede")} foot={t("foot")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
        className="mt-6 grid gap-4"
      >
        {refusal && refusal.field !== "password" && <Refused>{refusal.message}</Refused>}
        <NewPasswordField
          label={t("password")}
          value={password}
          onChange={setPassword}
          error={refusal?.field === "password" ? refusal.message : undefined}
        />
        <Button type="submit" kind="primary" size="lg" wide busy={busy}>
          {t("submit")}
        </Button>
      </form>
    </Door>
  );
}
