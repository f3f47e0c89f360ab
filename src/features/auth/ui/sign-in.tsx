"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Entered, signIn } from "./enter";
import { SignInForm } from "./sign-in-form";

/** Signs in, and then goes on to `next`, a path of ours. */
export function SignIn({ next }: { next: string }) {
  const t = useTranslations("enter");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Exclude<Entered, { how: "in" }>>();
  return (
    <SignInForm
      busy={busy}
      error={refused && (refused.how === "wait" ? t("wait", { minutes: refused.minutes }) : t(`how.${refused.how}`))}
      onSubmit={async ({ address, password }) => {
        setBusy(true);
        const entered = await signIn(address, password);
        // The page that comes is rendered for who is in now; until it is here, the form stays busy.
        if (entered.how === "in") return location.assign(next);
        setRefused(entered);
        setBusy(false);
      }}
    />
  );
}
