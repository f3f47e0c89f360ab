import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/client/local-path";
import { SecondStep } from "@/features/auth/ui";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("step");
  return { title: t("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  return <SecondStep next={localPath((await searchParams).next)} />;
}
