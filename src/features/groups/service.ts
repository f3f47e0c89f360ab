import { and, eq, inArray, isNull } from "drizzle-orm";
import { assertHandleFree } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { groupMembers, groups, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type CreateInput, groupChanged, groupMembersChanged, type UpdateInput } from "./contract";
import { accessGroup } from "./policy";

/**
 * Makes a group, in which its maker is too, in a transaction with the lock `members`. The same call again gives the same
 * group.
 * @throws AppError FORBIDDEN for guests, NOT_FOUND for a member who is not there, CONFLICT when the handle is taken or
 * the id stands for anything else.
 */
export async function createGroup(tx: Tx, actor: Actor, input: CreateInput): Promise<void> {
  if (actor.role === "guest") throw new AppError("FORBIDDEN", "Guests cannot make groups.");
  const { id, name, handle, purpose } = input;
  const [same] = await tx.select().from(groups).where(eq(groups.id, id));
  if (same) {
    if (same.makerId === actor.id && same.name === name && same.handle === handle && same.purpose === purpose) return;
    throw new AppError("CONFLICT", "This id stands for something else already. Make a new one.", { field: "id" });
  }
  await assertHandleFree(tx, handle, id);
  const keys = { nameKey: nameKey(name), handleKey: nameKey(handle) };
  await tx.insert(groups).values({ id, name, handle, purpose, ...keys, makerId: actor.id, createdAt: now() });
  await enter(tx, id, [...new Set([actor.id, ...input.memberIds])]);
  await emit(tx, groupChanged({ groupId: id }), actor);
}

/**
 * Changes what a group is called and for, in a transaction with the lock `members`. What is so already changes nothing.
 * @throws AppError as `accessGroup`, CONFLICT when the handle is taken.
 */
export async function updateGroup(tx: Tx, actor: Actor, { groupId, ...input }: UpdateInput): Promise<void> {
  const group = await accessGroup(tx, actor, groupId, "change");
  const next = {
    name: input.name ?? group.name,
    handle: input.handle ?? group.handle,
    purpose: input.purpose ?? group.purpose,
  };
  if (next.name === group.name && next.handle === group.handle && next.purpose === group.purpose) return;
  if (next.handle !== group.handle) await assertHandleFree(tx, next.handle, groupId);
  await tx
    .update(groups)
    .set({ ...next, nameKey: nameKey(next.name), handleKey: nameKey(next.handle) })
    .where(eq(groups.id, groupId));
  await emit(tx, groupChanged({ groupId }), actor);
}

/** Removes a group; where posts named it, "a group" stands. Its handle is free at once. @throws AppError as `accessGroup` */
export async function removeGroup(tx: Tx, actor: Actor, groupId: string): Promise<void> {
  const group = await accessGroup(tx, actor, groupId, "remove");
  // Who knew of it by being in it alone could not be told once they are in it no more.
  const guests = await tx
    .select({ id: members.id })
    .from(groupMembers)
    .innerJoin(members, eq(members.id, groupMembers.memberId))
    .where(and(eq(groupMembers.groupId, group.id), eq(members.role, "guest")));
  await tx.delete(groups).where(eq(groups.id, group.id));
  await audit(tx, actor, { action: "group.removed", subject: { kind: "group", id: group.id } });
  await emit(tx, groupChanged({ groupId: group.id }), actor);
  for (const { id } of guests) await emit(tx, groupChanged({ groupId: group.id, memberId: id }), actor);
}

/** Adds members to a group; those who are in it stay. @throws AppError as `accessGroup`, NOT_FOUND for who is not there. */
export async function addGroupMembers(tx: Tx, actor: Actor, groupId: string, memberIds: string[]): Promise<void> {
  const group = await accessGroup(tx, actor, groupId, "change");
  const entered = await enter(tx, group.id, memberIds);
  if (entered > 0) await emit(tx, groupMembersChanged({ groupId: group.id }), actor);
}

/** Takes a member out of a group; everybody may leave by themselves. @throws AppError as `accessGroup` */
export async function removeGroupMember(tx: Tx, actor: Actor, groupId: string, memberId: string): Promise<void> {
  const group = await accessGroup(tx, actor, groupId, memberId === actor.id ? "read" : "change");
  const gone = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.groupId, group.id), eq(groupMembers.memberId, memberId)))
    .returning({ id: groupMembers.memberId });
  if (gone.length > 0) await emit(tx, groupMembersChanged({ groupId: group.id, memberId }), actor);
}

/** Gives how many of these were not in the group before. */
export async function enter(tx: Tx, groupId: string, memberIds: string[]): Promise<number> {
  if (memberIds.length === 0) return 0;
  const there = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(inArray(members.id, memberIds), isNull(members.deactivatedAt)));
  if (there.length < memberIds.length) throw notFound("member");
  const addedAt = now();
  const entered = await tx
    .insert(groupMembers)
    .values(memberIds.map((memberId) => ({ groupId, memberId, addedAt })))
    .onConflictDoNothing()
    .returning({ id: groupMembers.memberId });
  return entered.length;
}
