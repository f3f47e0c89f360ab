import type { Metadata } from "next";
import { DeadLink, Reset } from "@/features/auth/ui";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link spends nothing: its form does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, name } = await queryClient.fetchQuery(trpc.auth.viewLink.queryOptions({ kind: "reset", token }));
  if (state !== "open") return <DeadLink kind="reset" state={state} />;
  return <Reset token={token} name={name ?? ""} />;
}
