import type { Metadata } from "next";
import { DeadAddressLink, Prove } from "@/features/addresses/ui";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link spends nothing: its button does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, about } = await queryClient.fetchQuery(trpc.addresses.lookAtProof.queryOptions({ token }));
  if (state !== "open" || !about) return <DeadAddressLink kind="prove" state={state === "open" ? "revoked" : state} />;
  return <Prove token={token} about={about} />;
}
