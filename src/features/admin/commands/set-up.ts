import { claimLink, setPassword, spendLink } from "@/features/auth";
import { createFirst } from "@/features/channels";
import { addMember } from "@/features/members";
import { foundWorkspace } from "@/features/settings";
import type { Actor } from "@/kernel/actor";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import type { SetUpInput } from "../contract";
import { assertSamePerson } from "./same-person";

/**
 * Founds the team by the link that the server printed: the workspace, its owner and the first channels, or nothing of
 * them. The same call twice is one team; of two calls at once one wins.
 * @param passwordHash made beforehand: hashing is slow.
 * @throws AppError NOT_FOUND or GONE for the link, CONFLICT when there is a team already.
 */
export async function setUp(tx: Tx, input: SetUpInput, passwordHash: string): Promise<{ memberId: string }> {
  const { token, memberId, team, zone, hours, channels } = input;
  const { linkId, repeated } = await claimLink(tx, "setup", token, memberId);
  if (repeated) {
    await assertSamePerson(tx, input);
    return { memberId };
  }
  await foundWorkspace(tx, { name: team, zone, hours });
  await addMember(tx, { ...input, id: memberId, role: "owner" });
  await setPassword(tx, memberId, passwordHash);
  // The owner has no session yet: they sign in once this is committed.
  const owner: Actor = { id: memberId, role: "owner", sessionId: memberId };
  await createFirst(tx, owner, channels);
  await audit(tx, owner, { action: "workspace.founded", subject: { kind: "workspace" } });
  await spendLink(tx, linkId, memberId);
  return { memberId };
}
