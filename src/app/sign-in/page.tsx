import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/client/local-path";
import { NoTeam, SignIn, SignInLinks, SignInPage } from "@/features/auth/ui";
import { canSend } from "@/platform/mail";
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
  const [t, team, { isOpen }] = await Promise.all([
    getTranslations("signIn"),
    queryClient.fetchQuery(trpc.settings.team.queryOptions()),
    queryClient.fetchQuery(trpc.join.self.queryOptions()),
  ]);
  if (!team) return <NoTeam />;
  return (
    <SignInPage team={team.name}>
      <SignIn next={next} />
      <SignInLinks canMail={canSend()} />
      {isOpen && (
        <p className="mt-6 text-md">
          <a href="/join" className="underline underline-offset-3">
            {t("join")}
          </a>
        </p>
      )}
    </SignInPage>
  );
}
