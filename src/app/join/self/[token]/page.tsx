import type { Metadata } from "next";
import { DeadLink, JoinPage } from "@/features/auth/ui";
import { SelfJoin } from "@/features/invitations/ui";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link spends nothing: its form does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, team, address } = await queryClient.fetchQuery(trpc.join.lookSelf.queryOptions({ token }));
  if (state !== "open") return <DeadLink kind="join" state={state} />;
  return (
    <JoinPage team={team ?? ""}>
      <SelfJoin token={token} team={team ?? ""} address={address ?? ""} />
    </JoinPage>
  );
}
