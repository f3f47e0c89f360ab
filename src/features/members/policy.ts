import { and, eq, exists, inArray, isNull, ne, or, type SQL } from "drizzle-orm";
import type { Actor, Role } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channelMembers, groupMembers, groups, members } from "@/platform/db/schema";

/** The members whom an actor may know of: everybody, but for a guest only the people of their own channels. */
export function visibleMembers(read: Read, actor: Pick<Actor, "id" | "role">): SQL | undefined {
  if (actor.role !== "guest") return undefined;
  const mine = read
    .select({ id: channelMembers.channelId })
    .from(channelMembers)
    .where(eq(channelMembers.memberId, actor.id));
  const shared = read
    .select({ id: channelMembers.memberId })
    .from(channelMembers)
    .where(and(eq(channelMembers.memberId, members.id), inArray(channelMembers.channelId, mine)));
  return or(eq(members.id, actor.id), exists(shared));
}

/** The groups whom an actor may know of: all, but for a guest only those that they are in. */
export function visibleGroups(read: Read, actor: Pick<Actor, "id" | "role">): SQL | undefined {
  if (actor.role !== "guest") return undefined;
  const mine = read.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.memberId, actor.id));
  return inArray(groups.id, mine);
}

/** Members who were not deactivated. */
export const active = (): SQL => isNull(members.deactivatedAt);

/** What owners and admins do to a member, and `leave`, what a member does to themselves. */
export type MemberAct = "look" | "role" | "deactivate" | "reactivate" | "sign-out" | "reset" | "erase" | "leave";

/** A member as those who look after them see their row. */
export type Kept = Pick<typeof members.$inferSelect, "id" | "role" | "handleKey" | "deactivatedAt" | "mergedInto">;

/** Lets owners and admins see the members as a whole. @throws AppError FORBIDDEN for anybody else. */
export function accessMembers(actor: Actor): Authorized<Actor, "administer"> {
  if (actor.role !== "owner" && actor.role !== "admin")
    throw new AppError("FORBIDDEN", "Only owners and admins look after members.");
  return authorize(actor, "administer");
}

function objection(actor: Actor, member: Kept, act: MemberAct): AppError | null {
  if (act === "leave") return null;
  if (act === "erase" && actor.role !== "owner") return new AppError("FORBIDDEN", "Only owners erase a member.");
  if (actor.role === "admin" && (member.role === "owner" || member.role === "admin"))
    return new AppError("FORBIDDEN", "Admins look after members and guests. Ask an owner.");
  if (act === "deactivate" && member.id === actor.id)
    return new AppError("FORBIDDEN", "Nobody deactivates themselves. To leave the team, go to your settings.");
  return null;
}

/**
 * Gives a member with the proof that the actor may do this to them: owners to anybody, admins to members and guests.
 * @throws AppError FORBIDDEN, or NOT_FOUND when there is no such member or nothing is left of them.
 */
export async function accessMember<const A extends MemberAct>(
  read: Read,
  actor: Actor,
  id: string,
  act: A,
): Promise<Authorized<Kept, A>> {
  if (act !== "leave" || id !== actor.id) accessMembers(actor);
  const [member] = await read
    .select({
      id: members.id,
      role: members.role,
      handleKey: members.handleKey,
      deactivatedAt: members.deactivatedAt,
      mergedInto: members.mergedInto,
    })
    .from(members)
    .where(and(eq(members.id, id), isNull(members.erasedAt)));
  if (!member) throw notFound("member");
  const refusal = objection(actor, member, act);
  if (refusal) throw refusal;
  return authorize(member, act);
}

/** Whether an actor may give somebody this role: admins make nobody an admin or owner. */
export function assertMayGive(actor: Actor, role: Role): void {
  if (actor.role === "admin" && (role === "owner" || role === "admin"))
    throw new AppError("FORBIDDEN", "Only owners make somebody an admin or an owner.");
}

/**
 * Makes sure that the team keeps an owner without this one. Holds until the end of a transaction with the lock `members`.
 * @throws AppError CONFLICT
 */
export async function assertNotLastOwner(read: Read, member: Pick<Kept, "id" | "role">): Promise<void> {
  if (member.role !== "owner") return;
  const [other] = await read
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.role, "owner"), ne(members.id, member.id), active()))
    .limit(1);
  if (!other) throw new AppError("CONFLICT", "A team needs an owner. Make somebody else one first.");
}

/**
 * Whoever is to take over what somebody held: an active member whom the actor knows of, and no guest.
 * @throws AppError INVALID, naming `heirId`.
 */
export async function assertHeir(read: Read, actor: Actor, heirId: string, leavingId: string | null): Promise<void> {
  const [heir] = await read
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, heirId), ne(members.role, "guest"), active(), visibleMembers(read, actor)));
  if (!heir || heirId === leavingId)
    throw new AppError("INVALID", "Choose an active member who is no guest.", { field: "heirId" });
}
