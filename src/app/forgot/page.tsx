import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AskForLink } from "@/features/auth/ui";
import { canSend } from "@/platform/mail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("askLink");
  return { title: t("reset.title") };
}

export default function Page() {
  return <AskForLink what="reset" canMail={canSend()} />;
}
