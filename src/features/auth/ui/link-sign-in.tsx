"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui";
import { Door } from "./door";
import { goOn, type Refusal, signInByLink } from "./enter";
import { Refused } from "./refused";

type LinkSignInProps = { token: string; team: string; name: string };

/** The page behind a mailed link: its button signs in, and spends the link. */
export function LinkSignIn({ token, team, name }: LinkSignInProps) {
  const t = useTranslations("byLink");
  const enter = useTranslations("enter");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal>();
  return (
    <Door title={t("title", { name })} lede={t("lede", { team })} foot={t("foot")}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (busy) return;
          setBusy(true);
          const entered = await signInByLink(token);
          if (goOn(entered, "/inbox")) return;
          // What became of the link is the page's to say.
          if (entered.how === "dead") return location.reload();
          setRefused(entered);
          setBusy(false);
        }}
        className="mt-6 grid gap-4"
      >
        {refused && (
          <Refused>
            {refused.how === "wait" ? enter("wait", { minutes: refused.minutes }) : enter(`how.${refused.how}`)}
          </Refused>
        )}
        <Button type="submit" kind="primary" size="lg" wide busy={busy}>
          {t("submit")}
        </Button>
      </form>
    </Door>
  );
}
