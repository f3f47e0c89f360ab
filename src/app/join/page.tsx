import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Door } from "@/features/auth/ui";
import { AskForm } from "@/features/invitations/ui";
import { pageQueries } from "@/server/caller";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("selfJoin");
  return { title: t("title") };
}

/** Where people of the team's mail domains ask for a link; there is no such page where nobody joins by themselves. */
export default async function Page() {
  const { queryClient, trpc } = pageQueries();
  const { isOpen } = await queryClient.fetchQuery(trpc.join.self.queryOptions());
  if (!isOpen) redirect("/sign-in");
  const [t, team] = await Promise.all([
    getTranslations("selfJoin"),
    queryClient.fetchQuery(trpc.settings.team.queryOptions()),
  ]);
  return (
    <Door title={team?.name ?? ""} lede={t("lede")} foot={<a href="/sign-in">{t("signIn")}</a>}>
      <AskForm />
    </Door>
  );
}
