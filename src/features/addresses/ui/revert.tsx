"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/client/trpc";
import { Door } from "@/features/auth/ui";
import { buttonLook } from "@/ui";
import { LinkAct } from "./link-act";

type RevertProps = { token: string; about: { oldAddress: string; newAddress: string } };

/**
 * What the link in the mail to the address of before opens: what taking it back does, the button that does it, and then
 * the way to a new password.
 */
export function Revert({ token, about }: RevertProps) {
  const t = useTranslations("addressLink");
  const [reset, setReset] = useState<string | null>(null);
  return (
    <Door title={t("revert.title")} lede={t("revert.lede", about)} foot={t("revert.foot")}>
      <LinkAct
        label={t("revert.submit")}
        act={async () => setReset((await api().addresses.revert.mutate({ token })).reset)}
        done={
          <div className="grid justify-items-start gap-4">
            <p className="wrap-anywhere">{t("revert.done", about)}</p>
            <a
              className={buttonLook({ kind: "primary", size: "lg" })}
              href={reset === null ? "/forgot" : `/reset/${reset}`}
            >
              {t("password")}
            </a>
          </div>
        }
      />
    </Door>
  );
}
