import { useTranslations } from "next-intl";
import type { LinkState } from "@/features/auth/contract";
import { Door } from "@/features/auth/ui";
import { buttonLook } from "@/ui";

type DeadAddressLinkProps = { kind: "prove" | "revert" | "merge"; state: Exclude<LinkState, "open"> };

/** A link about an address that opens nothing, and why. */
export function DeadAddressLink({ kind, state }: DeadAddressLinkProps) {
  const t = useTranslations("addressLink");
  const why = {
    prove: t(`dead.prove.${state}`),
    revert: t(`dead.revert.${state}`),
    merge: t(`dead.merge.${state}`),
  };
  return (
    <Door title={t("dead.title")} lede={why[kind]}>
      {state === "spent" && (
        <p className="mt-6">
          <a className={buttonLook()} href={kind === "revert" ? "/forgot" : "/settings/addresses"}>
            {t(kind === "revert" ? "password" : "addresses")}
          </a>
        </p>
      )}
    </Door>
  );
}
