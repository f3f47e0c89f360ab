import { eq } from "drizzle-orm";
import { sendProof } from "@/features/addresses";
import { addressKey } from "@/features/addresses/contract";
import { assertSamePerson } from "@/features/admin";
import { setPassword } from "@/features/auth";
import { joinDefaults, letIn } from "@/features/channels";
import { addMember } from "@/features/members";
import { now } from "@/kernel/clock";
import { audit } from "@/platform/audit";
import type { Read, Tx } from "@/platform/db";
import { invitations, invitationUses } from "@/platform/db/schema";
import type { JoinInput } from "./contract";
import { tellInviters } from "./service";
import { cameBy, refuseDead, standingOf } from "./standing";

/** Refuses a dead link before a password is hashed for it. @throws AppError NOT_FOUND or GONE */
export async function assertAcceptable(read: Read, { token, memberId }: JoinInput): Promise<void> {
  const { state, invitation } = await standingOf(read, token);
  if (state !== "open" && !(await cameBy(read, invitation?.id, memberId))) refuseDead(state);
}

/**
 * Makes a member of whoever holds an invitation, with what its maker may grant at this moment. The same call twice is
 * one member; of more people at once than it is good for, as many as it is good for get in. The address counts as proven
 * when the link is the one that was mailed there; else a mail goes there whose link proves it.
 * @param passwordHash made beforehand: hashing is slow.
 * @throws AppError NOT_FOUND or GONE for the link, CONFLICT when the address belongs to somebody.
 */
export async function acceptInvitation(tx: Tx, input: JoinInput, passwordHash: string): Promise<{ memberId: string }> {
  const { token, memberId } = input;
  const { state, invitation, grant, isProven } = await standingOf(tx, token);
  if (await cameBy(tx, invitation?.id, memberId)) {
    await assertSamePerson(tx, input);
    return { memberId };
  }
  refuseDead(state);
  if (!invitation || !grant) throw new Error("An open invitation grants something.");

  const { address: mailedTo } = invitation;
  const proven = isProven && mailedTo !== null && addressKey(mailedTo) === addressKey(input.address);
  await addMember(tx, { ...input, id: memberId, role: grant.role, isProven: proven });
  await setPassword(tx, memberId, passwordHash);
  if (grant.role !== "guest") await joinDefaults(tx, memberId);
  await letIn(tx, memberId, grant.channelIds);

  const uses = invitation.uses + 1;
  const isLast = uses === invitation.maxUses;
  await tx
    .update(invitations)
    .set({ uses, address: isLast ? null : mailedTo })
    .where(eq(invitations.id, invitation.id));
  await tx.insert(invitationUses).values({ memberId, invitationId: invitation.id, usedAt: now() });
  await audit(
    tx,
    { id: memberId },
    {
      action: "invitation.accepted",
      subject: { kind: "invitation", id: invitation.id },
      data: { role: grant.role, channelIds: grant.channelIds, proven },
    },
  );
  await tellInviters(tx, { id: memberId });
  if (!proven) await sendProof(tx, memberId, input.address);
  return { memberId };
}
