import type { Metadata } from "next";
import { planOf } from "@/features/digests";
import { readUnsubscribeToken } from "@/features/mails";
import { UnsubscribePage } from "@/features/mails/ui";
import { workspaceOf } from "@/features/settings";
import { reader } from "@/platform/db";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Shows what a mail's link would switch off, or that it is off. Acts on nothing: link scanners open it too. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = readUnsubscribeToken(token);
  const team = (await workspaceOf(reader()))?.name ?? "Tidings";
  const isOff = found && (await planOf(reader(), found.memberId)).when === "off";
  return (
    <UnsubscribePage
      team={team}
      what={{ kind: "digest" }}
      state={found ? (isOff ? "done" : "ask") : "gone"}
      action={`/api/unsubscribe/${token}`}
    />
  );
}
