import { and, eq, exists, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
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
