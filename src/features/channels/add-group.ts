import { and, eq, isNull } from "drizzle-orm";
import { visibleGroups } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { channelMembers, groupMembers, groups, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { channelJoined, type GroupAdded } from "./contract";
import { accessChannel } from "./policy";

/**
 * Lets the present people of a group into a private channel; who joins the group later is not let in by it. Guests are
 * never let in by the dozen: each is added by name, so that somebody means it.
 * @throws AppError NOT_FOUND for the channel or the group, FORBIDDEN for guests, CONFLICT for a public channel.
 */
export async function addGroup(tx: Tx, actor: Actor, channelId: string, groupId: string): Promise<GroupAdded> {
  const channel = await accessChannel(tx, actor, channelId, "manage");
  if (channel.visibility === "public")
    throw new AppError("CONFLICT", "Everybody finds this channel, and joins and leaves it by themselves.");
  const [group] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.id, groupId), visibleGroups(tx, actor)));
  if (!group) throw notFound("group");

  const people = await tx
    .select({ id: members.id, role: members.role })
    .from(groupMembers)
    .innerJoin(members, eq(members.id, groupMembers.memberId))
    .where(and(eq(groupMembers.groupId, group.id), isNull(members.deactivatedAt)));
  const eligible = people.filter(({ role }) => role !== "guest");
  const joinedAt = now();
  const entered = eligible.length
    ? await tx
        .insert(channelMembers)
        .values(eligible.map(({ id }) => ({ channelId, memberId: id, level: "threads" as const, joinedAt })))
        .onConflictDoNothing()
        .returning({ id: channelMembers.memberId })
    : [];
  for (const { id } of entered) await emit(tx, channelJoined({ channelId, memberId: id }), actor);
  return { added: entered.length, guests: people.length - eligible.length };
}
