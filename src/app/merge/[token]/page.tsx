import type { Metadata } from "next";
import { Providers } from "@/client/providers";
import { DeadAddressLink } from "@/features/addresses/ui";
import { Merge, MergeElsewhere } from "@/features/admin/ui";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link merges nothing: its button does, for the member who stays. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, staying, accounts } = await queryClient.fetchQuery(trpc.merge.look.queryOptions({ token }));
  if (state !== "open" || !staying)
    return <DeadAddressLink kind="merge" state={state === "open" ? "revoked" : state} />;
  if (!accounts) return <MergeElsewhere token={token} {...staying} />;
  return (
    <Providers>
      <Merge token={token} {...accounts} />
    </Providers>
  );
}
