import { assertConfirmed, endSessionsOf, revokeLinksAbout } from "@/features/auth";
import { accessMember, assertHeir, deactivateMember, reactivateMember } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import type { DeactivateInput, LeaveInput } from "../contract";
import { passOn } from "../holdings";

/**
 * Ends a member's membership: they are signed out everywhere, their links open nothing, no mail goes to them. What they
 * held alone goes to the heir, or stays without anybody. Twice is once. In a transaction with the lock `members`.
 * @throws AppError UNCONFIRMED, FORBIDDEN, NOT_FOUND, INVALID for the heir, CONFLICT for the last owner.
 */
export async function deactivate(tx: Tx, actor: Actor, { memberId, heirId }: DeactivateInput): Promise<void> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, memberId, "deactivate");
  if (member.deactivatedAt !== null) return;
  if (heirId) await assertHeir(tx, actor, heirId, memberId);
  await deactivateMember(tx, actor, member);
  const held = await end(tx, actor, memberId, heirId);
  await audit(tx, actor, {
    action: "member.deactivated",
    subject: { kind: "member", id: memberId },
    data: { heirId, ...held },
  });
}

/** The actor leaves the team, as `deactivate` does it to others. @throws AppError as there */
export async function leave(tx: Tx, actor: Actor, { heirId }: LeaveInput): Promise<void> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, actor.id, "leave");
  if (heirId) await assertHeir(tx, actor, heirId, actor.id);
  await deactivateMember(tx, actor, member);
  const held = await end(tx, actor, actor.id, heirId);
  await audit(tx, actor, {
    action: "member.left",
    subject: { kind: "member", id: actor.id },
    data: { heirId, ...held },
  });
}

async function end(tx: Tx, actor: Actor, memberId: string, heirId: string | null) {
  const held = await passOn(tx, memberId, heirId, actor);
  await endSessionsOf(tx, memberId, { by: actor });
  await revokeLinksAbout(tx, memberId);
  return held;
}

/**
 * Lets somebody be a member again, as they were; they sign in anew. Twice is once.
 * @throws AppError UNCONFIRMED, FORBIDDEN, NOT_FOUND, CONFLICT when another account of theirs took this one over.
 */
export async function reactivate(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, memberId, "reactivate");
  if (member.deactivatedAt === null) return;
  if (member.mergedInto)
    throw new AppError("CONFLICT", "This account became part of another one of the same person. Use that one.");
  await reactivateMember(tx, actor, member);
  // Whoever was on their way in when it ended has to begin again.
  await endSessionsOf(tx, memberId, { by: actor });
  await audit(tx, actor, { action: "member.reactivated", subject: { kind: "member", id: memberId } });
}
