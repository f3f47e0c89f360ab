import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Door } from "./door";

/** The page of signing in; `children` is its form. */
export function SignInPage({ team, children }: { team: string; children: ReactNode }) {
  const t = useTranslations("signIn");
  return (
    <Door title={team} lede={t("lede")} foot={t("host", { team })}>
      {children}
    </Door>
  );
}
