import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonLook } from "@/ui";
import type { LinkState } from "../contract";
import { Door } from "./door";

/** The page behind a link that adds a member; `children` is its form. Who asked for it has no `by`. */
export function JoinPage({ team, by, children }: { team: string; by?: string; children: ReactNode }) {
  const t = useTranslations("join");
  return (
    <Door title={team} lede={by === undefined ? t("ledeSelf") : t("lede", { by })}>
      {children}
    </Door>
  );
}

/** A link that opens nothing, and why. */
export function DeadLink({
  kind,
  state,
}: {
  kind: "join" | "setup" | "sign-in" | "reset";
  state: Exclude<LinkState, "open">;
}) {
  const t = useTranslations("spent");
  const why = {
    join: t(`body.join.${state}`),
    setup: t(`body.setup.${state}`),
    "sign-in": t(`body.sign-in.${state}`),
    reset: t(`body.reset.${state}`),
  };
  return (
    <Door title={t("title")} lede={why[kind]}>
      {(state === "spent" || kind === "sign-in" || kind === "reset") && (
        <p className="mt-6">
          <a className={buttonLook()} href="/sign-in">
            {t("signIn")}
          </a>
        </p>
      )}
    </Door>
  );
}
