import { and, eq, isNull, ne } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import { nameKey } from "@/kernel/text";
import type { Tx } from "@/platform/db";
import { channelMembers, channels, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type ChannelView, type CreateInput, channelCreated, channelJoined, channelLeft } from "./contract";
import { accessChannel, type Channel, visibleChannels } from "./policy";

/**
 * Makes a channel, which its maker joins. The same call again gives the same channel.
 * @throws AppError FORBIDDEN for guests, CONFLICT when the name is taken by a channel that the actor sees, or the id by
 * anything else.
 */
export async function createChannel(tx: Tx, actor: Actor, input: CreateInput): Promise<ChannelView> {
  if (actor.role === "guest") throw new AppError("FORBIDDEN", "Guests cannot make channels.");
  const { id, name, purpose, visibility } = input;
  const view: ChannelView = {
    ...{ id, name, purpose, visibility, joined: true, level: "threads", archived: false },
    ...{ mayChange: true, mayGovern: true },
  };
  const [same] = await tx.select().from(channels).where(eq(channels.id, id));
  if (same) {
    if (same.makerId === actor.id && same.name === name && same.purpose === purpose && same.visibility === visibility)
      return view;
    throw new AppError("CONFLICT", "This id stands for something else already. Make a new one.", { field: "id" });
  }
  await assertNameFree(tx, actor, name, id);

  const at = now();
  const row = { id, name, nameKey: nameKey(name), purpose, visibility, makerId: actor.id, createdAt: at };
  await tx.insert(channels).values(row);
  await tx.insert(channelMembers).values({ channelId: id, memberId: actor.id, level: "threads", joinedAt: at });
  await emit(tx, channelCreated({ channelId: id }), actor);
  await emit(tx, channelJoined({ channelId: id, memberId: actor.id }), actor);
  return view;
}

/**
 * Says whether a channel may be called so: another that the actor sees is not. "Taken" by one that they do not see would
 * tell that it exists.
 * @throws AppError CONFLICT
 */
export async function assertNameFree(tx: Tx, actor: Actor, name: string, id: string): Promise<void> {
  const [taken] = await tx
    .select({ archivedAt: channels.archivedAt })
    .from(channels)
    .where(and(eq(channels.nameKey, nameKey(name)), ne(channels.id, id), visibleChannels(actor)));
  if (!taken) return;
  const which = taken.archivedAt === null ? "a channel" : "an archived channel";
  throw new AppError("CONFLICT", `There is ${which} #${name} already.`, { field: "name" });
}

/** The first channels of a new team, public. Names that are one name become one channel. */
export async function createFirst(
  tx: Tx,
  actor: Actor,
  first: readonly { name: string; purpose: string }[],
): Promise<void> {
  const distinct = new Map(first.map((channel) => [nameKey(channel.name), channel]));
  for (const { name, purpose } of distinct.values())
    await createChannel(tx, actor, { id: newId(), name, purpose, visibility: "public" });
}

/** Makes a new member belong to every public channel that is not over. */
export async function joinDefaults(tx: Tx, memberId: string): Promise<void> {
  const open = await tx
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.visibility, "public"), isNull(channels.archivedAt)));
  for (const { id } of open) await enter(tx, id, memberId, { id: memberId });
}

/**
 * Makes a new member belong to the channels that they were invited to. Who invited them had to see each, which is asked
 * again in the same transaction.
 */
export async function letIn(tx: Tx, memberId: string, channelIds: readonly string[]): Promise<void> {
  for (const id of channelIds) await enter(tx, id, memberId, { id: memberId });
}

/** Joins a channel; nothing happens when the actor belongs to it already. @throws AppError NOT_FOUND */
export async function joinChannel(tx: Tx, actor: Actor, channelId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "join");
  await enter(tx, channel.id, actor.id, actor);
}

/** Leaves a channel; nothing happens when the actor does not belong to it. @throws AppError NOT_FOUND */
export async function leaveChannel(tx: Tx, actor: Actor, channelId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "leave");
  await depart(tx, channel.id, actor.id, actor);
}

/**
 * Lets a member into a private channel, or a guest into any, by somebody who sees it and is no guest.
 * @throws AppError NOT_FOUND for the channel or the member, FORBIDDEN for guests, CONFLICT for those who join by themselves.
 */
export async function addChannelMember(tx: Tx, actor: Actor, channelId: string, memberId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "manage");
  await assertManaged(tx, channel, memberId);
  await enter(tx, channel.id, memberId, actor);
}

/** Takes a member out of a private channel, or a guest out of any. @throws AppError as `addChannelMember` */
export async function removeChannelMember(tx: Tx, actor: Actor, channelId: string, memberId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "manage");
  await assertManaged(tx, channel, memberId);
  await depart(tx, channel.id, memberId, actor);
}

/** Members come and go in public channels as they like; nobody else decides it for them. */
async function assertManaged(tx: Tx, channel: Authorized<Channel, "manage">, memberId: string): Promise<void> {
  const [person] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)));
  if (!person) throw notFound("member");
  if (channel.visibility === "public" && person.role !== "guest")
    throw new AppError("CONFLICT", "Everybody finds this channel, and joins and leaves it by themselves.");
}

/** Makes somebody belong to a channel; who may is decided before. */
export async function enter(tx: Tx, channelId: string, memberId: string, by: { id: string }): Promise<void> {
  const entered = await tx
    .insert(channelMembers)
    .values({ channelId, memberId, level: "threads", joinedAt: now() })
    .onConflictDoNothing()
    .returning({ id: channelMembers.memberId });
  if (entered.length > 0) await emit(tx, channelJoined({ channelId, memberId }), by);
}

async function depart(tx: Tx, channelId: string, memberId: string, by: { id: string }): Promise<void> {
  const gone = await tx
    .delete(channelMembers)
    .where(and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, memberId)))
    .returning({ id: channelMembers.memberId });
  if (gone.length > 0) await emit(tx, channelLeft({ channelId, memberId }), by);
}
