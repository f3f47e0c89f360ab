import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetUp } from "@/features/admin/ui";
import { DeadLink, SetupPage } from "@/features/auth/ui";
import { env } from "@/platform/env";
import { pageQueries } from "@/server/caller";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  return { title: t("title") };
}

/** Opening the link spends nothing: its form does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state } = await queryClient.fetchQuery(trpc.setUp.look.queryOptions({ token }));
  if (state !== "open") return <DeadLink kind="setup" state={state} />;
  return (
    <SetupPage host={env().publicUrl.host}>
      <SetUp token={token} />
    </SetupPage>
  );
}
