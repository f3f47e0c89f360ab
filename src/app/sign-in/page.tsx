import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/client/local-path";
import { NoTeam, SignIn, SignInPage } from "@/features/auth/ui";
import { pageQueries } from "@/server/caller";
import { requestContext } from "@/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("submit") };
}

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = localPath((await searchParams).next);
  if (requestContext().actor) redirect(next);
  const { queryClient, trpc } = pageQueries();
  const team = await queryClient.fetchQuery(trpc.settings.team.queryOptions());
  if (!team) return <NoTeam />;
  return (
    <SignInPage team={team.name}>
      <SignIn next={next} />
    </SignInPage>
  );
}
