import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeadLink, JoinPage } from "@/features/auth/ui";
import { Join } from "@/features/invitations/ui";
import { pageQueries } from "@/server/caller";

type Props = { params: Promise<{ token: string }> };

const look = async ({ params }: Props) => {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  return { token, ...(await queryClient.fetchQuery(trpc.join.look.queryOptions({ token }))) };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, { team }] = await Promise.all([getTranslations("join"), look(props)]);
  return { title: team ? t("submit", { team }) : undefined, referrer: "no-referrer" };
}

/** Opening the link spends nothing: its form does. */
export default async function Page(props: Props) {
  const { token, state, team, by, address } = await look(props);
  if (state !== "open") return <DeadLink kind="join" state={state} />;
  return (
    <JoinPage team={team ?? ""} by={by ?? ""}>
      <Join token={token} team={team ?? ""} address={address} />
    </JoinPage>
  );
}
