import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { AppError, notFound } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { channelDefaults, channels, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { defaultsChanged } from "./contract";
import { accessChannel, memberSeesChannel } from "./policy";

/** As many as a post may name: each of them is told of every thread. */
const MOST = 50;

/**
 * Makes somebody follow every new thread of a channel from its start. Nothing happens when they do already.
 * @throws AppError NOT_FOUND for the channel, or for a member who does not see it; FORBIDDEN for guests and who did not
 * join; CONFLICT when it is archived, INVALID when there are too many.
 */
export async function addDefault(tx: Tx, actor: Actor, channelId: string, memberId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "change");
  const [seer] = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(channels, eq(channels.id, channel.id))
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt), memberSeesChannel()));
  if (!seer) throw notFound("member");
  const added = await tx
    .insert(channelDefaults)
    .values({ channelId: channel.id, memberId })
    .onConflictDoNothing()
    .returning({ id: channelDefaults.memberId });
  if (added.length === 0) return;
  if ((await tx.$count(channelDefaults, eq(channelDefaults.channelId, channel.id))) > MOST)
    throw new AppError("INVALID", `At most ${MOST} people can be told of every thread.`, { field: "memberId" });
  await emit(tx, defaultsChanged({ channelId: channel.id }), actor);
}

/** Takes that back; everybody may for themselves. @throws AppError as `addDefault`, but for who is not there. */
export async function removeDefault(tx: Tx, actor: Actor, channelId: string, memberId: string): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, memberId === actor.id ? "read" : "change");
  const gone = await tx
    .delete(channelDefaults)
    .where(and(eq(channelDefaults.channelId, channel.id), eq(channelDefaults.memberId, memberId)))
    .returning({ id: channelDefaults.memberId });
  if (gone.length > 0) await emit(tx, defaultsChanged({ channelId: channel.id }), actor);
}
