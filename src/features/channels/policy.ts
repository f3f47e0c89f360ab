import { and, eq, gte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { type ChannelLevel, channelMembers, channels, members, posts, type Visibility } from "@/platform/db/schema";

/** Whom a question of access is about. */
export type Viewer = Pick<Actor, "id" | "role">;

/**
 * `manage`: say who else belongs to it. `change`: its name, its purpose, whom new threads are told to. `govern`: who sees
 * it, and whether it is over.
 */
export type ChannelAction = "read" | "join" | "leave" | "post" | "manage" | "change" | "govern";
/** A channel and the asker's tie to it; `level` is null unless they joined. */
export type Channel = Omit<typeof channels.$inferSelect, "visibility"> & {
  visibility: ChannelVisibility;
  joined: boolean;
  level: ChannelLevel | null;
};
type ChannelVisibility = Exclude<Visibility, "conversation">;

const isMember = (memberId: SQL | string): SQL =>
  sql`exists (select 1 from ${channelMembers} where ${channelMembers.channelId} = ${channels.id} and ${channelMembers.memberId} = ${memberId})`;

/** Where a member may read threads: public channels unless they are a guest, and the channels and conversations they belong to. */
export const visiblePlaces = (viewer: Viewer): SQL | undefined =>
  viewer.role === "guest" ? isMember(viewer.id) : or(eq(channels.visibility, "public"), isMember(viewer.id));

/**
 * The number of the first post that a member may read in a place, for a statement that holds `channels`: 1, but for who
 * was let into a conversation later.
 */
export const firstNumber = (memberId: string): SQL<number> =>
  sql`coalesce((select ${channelMembers.historyFrom} from ${channelMembers} where ${channelMembers.channelId} = ${channels.id} and ${channelMembers.memberId} = ${memberId}), 1)`.mapWith(
    Number,
  );

/** The posts that a member may read, for a statement that holds `posts` and their `channels`. */
export const visiblePosts = (viewer: Viewer): SQL | undefined =>
  and(visiblePlaces(viewer), gte(posts.number, firstNumber(viewer.id)));

/** The channels that a member sees. A conversation is none, though its people stand in a row of the same table. */
export const visibleChannels = (viewer: Viewer): SQL | undefined =>
  and(ne(channels.visibility, "conversation"), visiblePlaces(viewer));

/** `visibility` in a statement that asks for `visibleChannels`. */
export const channelVisibility = sql<ChannelVisibility>`${channels.visibility}`;

/** The same question asked of many: for a statement that holds both `members` and `channels`. */
export const memberSeesChannel = (): SQL | undefined =>
  or(and(eq(channels.visibility, "public"), ne(members.role, "guest")), isMember(sql`${members.id}`));

/** Said wherever somebody would write in an archived channel. */
export const archivedRefusal = (): AppError =>
  new AppError("CONFLICT", "This channel is archived: it can be read, and nobody writes in it any more.");

/**
 * Why an actor may not do something to a channel that they see, or null. Whoever sees a channel may read and write in
 * it: a mention reaches people who never joined, and they have to be able to answer.
 */
function objection(actor: Viewer, channel: Channel, action: ChannelAction): AppError | null {
  if (action === "post") return channel.archivedAt === null ? null : archivedRefusal();
  if (action === "manage" && actor.role === "guest")
    return new AppError("FORBIDDEN", "Guests cannot say who belongs to a channel.");
  if (action === "change") {
    if (actor.role === "guest") return new AppError("FORBIDDEN", "Guests cannot change a channel.");
    if (!channel.joined) return new AppError("FORBIDDEN", "Only members of a channel change it. Join it first.");
    if (channel.archivedAt !== null) return archivedRefusal();
  }
  const runs = actor.role === "owner" || actor.role === "admin";
  if (action === "govern" && !runs && (actor.role === "guest" || channel.makerId !== actor.id))
    return new AppError("FORBIDDEN", "Whoever made this channel, owners and admins decide this.");
  return null;
}

/** Whether an actor may do something to a channel that they see. */
export const may = (actor: Viewer, action: ChannelAction, channel: Channel): boolean =>
  objection(actor, channel, action) === null;

/**
 * Gives a channel with the proof that the actor may do `action` to it.
 * @throws AppError NOT_FOUND when they may not know of it, FORBIDDEN when they may only look, CONFLICT for writing in an archived one.
 */
export async function accessChannel<const A extends ChannelAction>(
  read: Read,
  actor: Viewer,
  id: string,
  action: A,
): Promise<Authorized<Channel, A>> {
  const [row] = await read
    .select({ channel: channels, visibility: channelVisibility, level: channelMembers.level })
    .from(channels)
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, actor.id)))
    .where(and(eq(channels.id, id), visibleChannels(actor)));
  if (!row) throw notFound("channel");
  const { visibility, level } = row;
  const channel = { ...row.channel, visibility, joined: level !== null, level };
  const refusal = objection(actor, channel, action);
  if (refusal) throw refusal;
  return authorize(channel, action);
}
