"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { goOn, type Refusal, signIn } from "./enter";
import { SignInForm } from "./sign-in-form";

/** Signs in, and then goes on to `next`, a path of ours. */
export function SignIn({ next }: { next: string }) {
  const t = useTranslations("enter");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal>();
  return (
    <SignInForm
      busy={busy}
      error={refused && (refused.how === "wait" ? t("wait", { minutes: refused.minutes }) : t(`how.${refused.how}`))}
      onSubmit={async ({ address, password }) => {
        setBusy(true);
        const entered = await signIn(address, password);
        if (goOn(entered, next)) return;
        setRefused(entered);
        setBusy(false);
      }}
    />
  );
}
