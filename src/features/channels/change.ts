import { and, eq, max, ne } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { channelMembers, channels, threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { channelArchived, channelChanged, levelChanged, type UpdateInput, visibilityChanged } from "./contract";
import { accessChannel } from "./policy";
import { assertNameFree } from "./service";

type Level = typeof channelMembers.$inferSelect.level;
type ChannelVisibility = "public" | "private";

/**
 * Changes what a channel is called and for. What is so already changes nothing.
 * @throws AppError NOT_FOUND, FORBIDDEN for guests and who did not join, CONFLICT when it is archived or the name taken.
 */
export async function updateChannel(tx: Tx, actor: Actor, input: UpdateInput): Promise<void> {
  const channel = await accessChannel(tx, actor, input.channelId, "change");
  const { name = channel.name, purpose = channel.purpose } = input;
  if (name === channel.name && purpose === channel.purpose) return;
  if (nameKey(name) !== channel.nameKey) await assertNameFree(tx, actor, name, channel.id);
  await tx
    .update(channels)
    .set({ name, nameKey: nameKey(name), purpose })
    .where(eq(channels.id, channel.id));
  await emit(tx, channelChanged({ channelId: channel.id }), actor);
}

/**
 * Makes a public channel private, which its present members keep, or a private one public, with all that was ever
 * written in it.
 * @throws AppError NOT_FOUND, FORBIDDEN for all but its maker, owners and admins, CONFLICT when they would shut themselves
 * out, or a public channel has its name.
 */
export async function setVisibility(
  tx: Tx,
  actor: Actor,
  channelId: string,
  visibility: ChannelVisibility,
): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "govern");
  if (channel.visibility === visibility) return;
  if (visibility === "private" && !channel.joined)
    throw new AppError("CONFLICT", "Join this channel first: made private, it would be closed to you too.");
  if (visibility === "public") {
    const sameName = and(
      eq(channels.nameKey, channel.nameKey),
      eq(channels.visibility, "public"),
      ne(channels.id, channel.id),
    );
    const [taken] = await tx.select({ id: channels.id }).from(channels).where(sameName);
    if (taken)
      throw new AppError("CONFLICT", `There is a public channel #${channel.name} already. Give this one another name.`);
  }
  await tx.update(channels).set({ visibility }).where(eq(channels.id, channel.id));
  await audit(tx, actor, { action: `channel.made_${visibility}`, subject: { kind: "channel", id: channel.id } });
  await emit(tx, visibilityChanged({}), actor);
  await emit(tx, channelChanged({ channelId: channel.id }), actor);
}

/**
 * Ends a channel, or takes it back. An archived one is read and found; nobody writes in it.
 * @throws AppError NOT_FOUND, FORBIDDEN for all but its maker, owners and admins.
 */
export async function setArchived(tx: Tx, actor: Actor, channelId: string, archived: boolean): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "govern");
  if ((channel.archivedAt !== null) === archived) return;
  // Read so that PostgreSQL sees what is written meanwhile as a conflict: whatever commits after this one was refused. By
  // a column that no index holds, so that each thread is looked at: an index would answer with one of them.
  await tx
    .select({ last: max(threads.lastNumber) })
    .from(threads)
    .where(eq(threads.channelId, channel.id));
  await tx
    .update(channels)
    .set({ archivedAt: archived ? now() : null })
    .where(eq(channels.id, channel.id));
  const action = archived ? "channel.archived" : "channel.taken_back";
  await audit(tx, actor, { action, subject: { kind: "channel", id: channel.id } });
  await emit(tx, channelArchived({ channelId: channel.id, archived }), actor);
}

/** Says what the actor wants of a channel of theirs. @throws AppError NOT_FOUND, CONFLICT when they did not join it. */
export async function setLevel(tx: Tx, actor: Actor, channelId: string, level: Level): Promise<void> {
  const channel = await accessChannel(tx, actor, channelId, "read");
  if (!channel.joined) throw new AppError("CONFLICT", "Join this channel to say what you want of it.");
  if (channel.level === level) return;
  await tx
    .update(channelMembers)
    .set({ level })
    .where(and(eq(channelMembers.channelId, channel.id), eq(channelMembers.memberId, actor.id)));
  await emit(tx, levelChanged({ channelId: channel.id, memberIds: [actor.id] }), actor);
}
