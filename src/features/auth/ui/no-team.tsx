import { useTranslations } from "next-intl";
import { Door } from "./door";

/** What stands where one would sign in, before there is anything to sign in to. */
export function NoTeam() {
  const t = useTranslations("noTeam");
  return <Door title={t("title")} lede={t("body")} />;
}
