import { claimLink, setPassword, spendLink } from "@/features/auth";
import { joinDefaults } from "@/features/channels";
import { addMember } from "@/features/members";
import type { Tx } from "@/platform/db";
import type { JoinInput } from "../contract";
import { assertSamePerson } from "./same-person";

/**
 * Makes a member of whoever holds a join link, in the team's public channels. The same call twice is one member.
 * @param passwordHash made beforehand: hashing is slow.
 * @throws AppError NOT_FOUND or GONE for the link, CONFLICT when the address belongs to somebody.
 */
export async function join(tx: Tx, input: JoinInput, passwordHash: string): Promise<{ memberId: string }> {
  const { token, memberId } = input;
  const { linkId, repeated } = await claimLink(tx, "join", token, memberId);
  if (repeated) {
    await assertSamePerson(tx, input);
    return { memberId };
  }
  await addMember(tx, { ...input, id: memberId, role: "member" });
  await setPassword(tx, memberId, passwordHash);
  await joinDefaults(tx, memberId);
  await spendLink(tx, linkId, memberId);
  return { memberId };
}
