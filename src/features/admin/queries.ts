import { lookAtLink } from "@/features/auth";
import { memberSummaries } from "@/features/members";
import { workspaceOf } from "@/features/settings";
import type { Read } from "@/platform/db";
import type { JoinView } from "./contract";

/** What a link to join is good for, with who invites to which team. Looking spends nothing. */
export async function lookAtJoin(read: Read, token: string): Promise<JoinView> {
  const { state, makerId } = await lookAtLink(read, "join", token);
  if (state !== "open" || !makerId) return { state, team: null, by: null };
  const [team, makers] = await Promise.all([workspaceOf(read), memberSummaries(read, [makerId])]);
  return { state, team: team?.name ?? null, by: makers.get(makerId)?.name ?? null };
}
