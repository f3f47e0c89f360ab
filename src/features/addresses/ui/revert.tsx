"use client";

import { useTranslations } from "next-intl";
import { api } from "@/client/trpc";
import { Door } from "@/features/auth/ui";
import { buttonLook } from "@/ui";
import { LinkAct } from "./link-act";

type RevertProps = { token: string; about: { oldAddress: string; newAddress: string } };

/** What the link in the mail to the address of before opens: what taking it back does, and the button that does it. */
export function Revert({ token, about }: RevertProps) {
  const t = useTranslations("addressLink");
  return (
    <Door title={t("revert.title")} lede={t("revert.lede", about)} foot={t("revert.foot")}>
      <LinkAct
        label={t("revert.submit")}
        act={() => api().addresses.revert.mutate({ token })}
        done={
          <div className="grid justify-items-start gap-4">
            <p className="wrap-anywhere">{t("revert.done", about)}</p>
            <a className={buttonLook()} href="/sign-in">
              {t("signIn")}
            </a>
          </div>
        }
      />
    </Door>
  );
}
