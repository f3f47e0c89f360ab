import { assertConfirmed, endSessionsOf, makeResetLink } from "@/features/auth";
import { accessMember, accessMembers, assertHeir, assertMayGive, setRole } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import type { Holdings, MadeLink, RoleInput } from "../contract";
import { adoptAbandoned } from "../holdings";

const about = (id: string) => ({ kind: "member", id }) as const;

/**
 * Gives a member a role. The same one again is nothing. In a transaction with the lock `members`.
 * @throws AppError UNCONFIRMED, FORBIDDEN when either role is above the actor's reach, NOT_FOUND, CONFLICT for the last owner.
 */
export async function changeRole(tx: Tx, actor: Actor, { memberId, role }: RoleInput): Promise<void> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, memberId, "role");
  assertMayGive(actor, role);
  if (member.role === role) return;
  await setRole(tx, actor, member, role);
  await audit(tx, actor, {
    action: "member.role_changed",
    subject: about(memberId),
    data: { from: member.role, to: role },
  });
}

/** Ends every session of a member, streams included. @throws AppError UNCONFIRMED, FORBIDDEN, NOT_FOUND */
export async function signOutEverywhere(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  await assertConfirmed(tx, actor);
  await accessMember(tx, actor, memberId, "sign-out");
  const sessions = await endSessionsOf(tx, memberId, { by: actor });
  await audit(tx, actor, { action: "member.signed_out", subject: about(memberId), data: { sessions } });
}

/**
 * Makes a link by which a member chooses a new password, for the actor to hand over. Earlier ones end.
 * @throws AppError UNCONFIRMED, FORBIDDEN, NOT_FOUND, CONFLICT when the member is deactivated.
 */
export async function resetLinkFor(tx: Tx, actor: Actor, memberId: string): Promise<MadeLink> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, memberId, "reset");
  if (member.deactivatedAt !== null) throw new AppError("CONFLICT", "They are deactivated: no link lets them in.");
  const link = await makeResetLink(tx, memberId, actor.id);
  await audit(tx, actor, { action: "member.reset_link_made", subject: about(memberId) });
  return link;
}

/** Hands all that has nobody to an heir. @throws AppError UNCONFIRMED, FORBIDDEN, INVALID for the heir. */
export async function adopt(tx: Tx, actor: Actor, heirId: string): Promise<Holdings> {
  await assertConfirmed(tx, actor);
  accessMembers(actor);
  await assertHeir(tx, actor, heirId, null);
  const held = await adoptAbandoned(tx, heirId, actor);
  await audit(tx, actor, { action: "holdings.given", subject: about(heirId), data: held });
  return held;
}
