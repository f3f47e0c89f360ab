import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui";

/** What else there is for who has no password at hand. */
export function SignInLinks({ canMail }: { canMail: boolean }) {
  const t = useTranslations("signIn");
  return (
    <div className="mt-4 grid gap-2">
      {canMail && (
        <a className={buttonLook({ size: "lg", wide: true })} href="/sign-in/link">
          {t("byLink")}
        </a>
      )}
      <a className={buttonLook({ kind: "quiet" })} href="/forgot">
        {t("forgot")}
      </a>
    </div>
  );
}
