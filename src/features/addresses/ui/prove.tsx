"use client";

import { useTranslations } from "next-intl";
import { api } from "@/client/trpc";
import { Door } from "@/features/auth/ui";
import { buttonLook } from "@/ui";
import { LinkAct } from "./link-act";

type ProveProps = { token: string; about: { address: string; name: string; handle: string } };

/** What the link in a mail to a new address opens: whose it will be, and the button that says so. */
export function Prove({ token, about }: ProveProps) {
  const t = useTranslations("addressLink");
  return (
    <Door title={t("prove.title")} lede={t("prove.lede", about)} foot={t("prove.foot")}>
      <LinkAct
        label={t("prove.submit")}
        act={() => api().addresses.prove.mutate({ token })}
        done={
          <div className="grid justify-items-start gap-4">
            <p className="wrap-anywhere">{t("prove.done", about)}</p>
            <a className={buttonLook()} href="/settings/addresses">
              {t("addresses")}
            </a>
          </div>
        }
      />
    </Door>
  );
}
