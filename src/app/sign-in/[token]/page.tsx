import type { Metadata } from "next";
import { DeadLink, LinkSignIn } from "@/features/auth/ui";
import { workspaceOf } from "@/features/settings";
import { reader } from "@/platform/db";
import { pageQueries } from "@/server/caller";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Opening the link spends nothing: its button does. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { queryClient, trpc } = pageQueries();
  const { state, name } = await queryClient.fetchQuery(trpc.auth.viewLink.queryOptions({ kind: "sign-in", token }));
  if (state !== "open") return <DeadLink kind="sign-in" state={state} />;
  const team = (await workspaceOf(reader()))?.name ?? "Tidings";
  return <LinkSignIn token={token} team={team} name={name ?? ""} />;
}
