import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/client/local-path";
import { oidcRefusals } from "@/features/auth/contract";
import { NoTeam, OtherWays, SignIn, SignInLinks, SignInPage } from "@/features/auth/ui";
import { env } from "@/platform/env";
import { canSend } from "@/platform/mail";
import { pageQueries } from "@/server/caller";
import { requestContext } from "@/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("submit") };
}

type Search = { next?: string | string[]; provider?: string | string[]; error?: string | string[] };

/** Why somebody who came from the provider is nobody here; next-auth itself says `error`, when the way was broken off. */
async function refusal({ provider, error }: Search): Promise<string | undefined> {
  const t = await getTranslations("ways");
  const why = oidcRefusals.find((each) => each === provider);
  return why ? t(`refused.${why}`) : error || provider ? t("refused.failed") : undefined;
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const next = localPath(search.next);
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
      <OtherWays next={next} provider={env().oidc?.name} refused={await refusal(search)} />
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
