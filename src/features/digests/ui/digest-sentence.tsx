"use client";

import { useTranslations } from "next-intl";
import { Time } from "@/ui";

/** What will happen, in one sentence, as the settings stand. `nextAt` is when the next digest is due, if ever. */
export function DigestSentence({ on, nextAt }: { on: boolean; nextAt?: number }) {
  const t = useTranslations("digest");
  if (!on || nextAt === undefined) return <>{t("sentence.none")}</>;
  return <>{t.rich("sentence.next", { time: () => <Time at={nextAt} className="whitespace-nowrap" /> })}</>;
}
