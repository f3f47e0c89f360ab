import { and, eq, sql } from "drizzle-orm";
import { visibleGroups } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { groupMembers, groups } from "@/platform/db/schema";

/** `change`: its name, handle, purpose and people. `remove`: the group itself. */
export type GroupAction = "read" | "change" | "remove";
/** A group, and whether the asker is in it. */
export type Group = typeof groups.$inferSelect & { mine: boolean };

export const isIn = (memberId: string) =>
  sql<number>`case when exists (select 1 from ${groupMembers} where ${groupMembers.groupId} = ${groups.id} and ${groupMembers.memberId} = ${memberId}) then 1 else 0 end`.mapWith(
    Number,
  );

/**
 * What an actor may do with a group that they see: its people and its maker change it, so do owners and admins; only its
 * maker, owners and admins remove it. Guests may be in a group, and leave it.
 */
export function may(actor: Actor, action: GroupAction, group: Pick<Group, "makerId" | "mine">): boolean {
  if (action === "read") return true;
  if (actor.role === "guest") return false;
  const heads = actor.role === "owner" || actor.role === "admin" || group.makerId === actor.id;
  return heads || (action === "change" && group.mine);
}

/**
 * Gives a group with the proof that the actor may do `action` to it.
 * @throws AppError NOT_FOUND when they may not know of it, FORBIDDEN when they may only look.
 */
export async function accessGroup<const A extends GroupAction>(
  read: Read,
  actor: Actor,
  id: string,
  action: A,
): Promise<Authorized<Group, A>> {
  const [row] = await read
    .select({ group: groups, mine: isIn(actor.id) })
    .from(groups)
    .where(and(eq(groups.id, id), visibleGroups(read, actor)));
  if (!row) throw notFound("group");
  const group = { ...row.group, mine: row.mine === 1 };
  if (!may(actor, action, group))
    throw new AppError(
      "FORBIDDEN",
      action === "remove"
        ? "Only who made this group, owners and admins can remove it."
        : "Only the people of this group, its maker, owners and admins can change it.",
    );
  return authorize(group, action);
}
