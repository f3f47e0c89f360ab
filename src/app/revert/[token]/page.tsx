import type { Metadata } from "next";
import { DeadAddressLink, Revert } from "@/features/addresses/ui";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link spends nothing: its button does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, about } = await queryClient.fetchQuery(trpc.addresses.lookAtReversal.queryOptions({ token }));
  if (state !== "open" || !about) return <DeadAddressLink kind="revert" state={state === "open" ? "revoked" : state} />;
  return <Revert token={token} about={about} />;
}
