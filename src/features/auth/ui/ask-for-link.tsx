"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { api } from "@/client/trpc";
import { Button, buttonLook, Field, TextInput } from "@/ui";
import { Door } from "./door";
import { Refused } from "./refused";

type AskForLinkProps = { what: "link" | "reset"; canMail: boolean };

const ask = {
  link: (address: string) => api().auth.requestLink.mutate({ address }),
  reset: (address: string) => api().auth.requestReset.mutate({ address }),
};

/** Has a link mailed: one to sign in, or one to a new password. What is said is the same whoever's address it is. */
export function AskForLink({ what, canMail }: AskForLinkProps) {
  const t = useTranslations("askLink");
  const [address, setAddress] = useState("");
  const [state, setState] = useState<"asking" | "busy" | "sent">("asking");
  const [refusal, setRefusal] = useState<{ field?: string; message: string }>();

  if (!canMail)
    return (
      <Door
        title={t("noMail.title")}
        lede={t.rich(`noMail.${what}`, {
          code: (text) => <code className="font-mono text-sm wrap-anywhere">{text}</code>,
        })}
      >
        <Back />
      </Door>
    );
  if (state === "sent")
    return (
      <Door title={t("sent.title")} lede={<span role="status">{t("sent.body", { address })}</span>}>
        <div className="mt-6 flex flex-wrap gap-2">
          <Back />
          <Button kind="quiet" onClick={() => setState("asking")}>
            {t("sent.again")}
          </Button>
        </div>
      </Door>
    );

  async function send() {
    setState("busy");
    setRefusal(undefined);
    try {
      await ask[what](address);
      setState("sent");
    } catch (error) {
      const { message, field } = refusalOf(error);
      setRefusal({ field, message: message ?? t("away") });
      setState("asking");
    }
  }

  return (
    <Door title={t(`${what}.title`)} lede={t(`${what}.lede`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (state !== "busy") void send();
        }}
        className="mt-6 grid gap-4"
      >
        {refusal && refusal.field !== "address" && <Refused>{refusal.message}</Refused>}
        <Field label={t("address")} error={refusal?.field === "address" ? refusal.message : undefined}>
          {(wiring) => (
            <TextInput
              {...wiring}
              type="email"
              name="address"
              autoComplete="username"
              required
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" size="lg" wide busy={state === "busy"}>
          {t(`${what}.submit`)}
        </Button>
        <a className={buttonLook({ kind: "quiet" })} href="/sign-in">
          {t("back")}
        </a>
      </form>
    </Door>
  );
}

function Back() {
  const t = useTranslations("askLink");
  return (
    <a className={buttonLook()} href="/sign-in">
      {t("back")}
    </a>
  );
}
