import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { channelMembers, channels } from "@/platform/db/schema";

/** How the keys of conversations begin: no channel's name can, and every one of them sorts after it. */
const PAIR = "!1:";
const GROUP = "!n:";
/** Every channel's key comes after this, and no conversation's. */
export const BEFORE_CHANNELS = "!~";

/** Whether a conversation was begun by two: they stay two, and find it again by that. */
export const isPair = ({ nameKey }: { nameKey: string }): boolean => nameKey.startsWith(PAIR);

/** What a conversation of exactly these people is found by. One that two began and a group of two are not the same. */
export const peopleKey = (kind: "pair" | "group", memberIds: readonly string[]): string => {
  const people = [...new Set(memberIds)].sort().join(" ");
  return (kind === "pair" ? PAIR : GROUP) + createHash("sha256").update(people).digest("hex");
};

/** Makes the place of a conversation of these people, `makerId` among them; who may is decided before. Gives its id. */
export async function makeConversation(
  tx: Tx,
  makerId: string,
  { nameKey, memberIds, at }: { nameKey: string; memberIds: readonly string[]; at: number },
): Promise<string> {
  const channelId = newId();
  const place = { id: channelId, name: "", nameKey, purpose: "", visibility: "conversation" as const };
  await tx.insert(channels).values({ ...place, makerId, createdAt: at });
  await tx
    .insert(channelMembers)
    .values(memberIds.map((memberId) => ({ channelId, memberId, level: "threads" as const, joinedAt: at })));
  return channelId;
}

type Entry = { memberIds: readonly string[]; addedById: string; historyFrom: number | null; at: number };

/** Lets people into a conversation; who may is decided before. Gives those who were not in it. */
export async function enterConversation(tx: Tx, channelId: string, entry: Entry): Promise<string[]> {
  const { memberIds, addedById, historyFrom, at } = entry;
  const row = { channelId, level: "threads" as const, joinedAt: at, historyFrom, addedById };
  const entered = await tx
    .insert(channelMembers)
    .values(memberIds.map((memberId) => ({ ...row, memberId })))
    .onConflictDoNothing()
    .returning({ id: channelMembers.memberId });
  if (entered.length > 0) await keyAnew(tx, channelId);
  return entered.map(({ id }) => id);
}

/** Takes somebody out of a conversation; who may is decided before. Gives whether they were in it. */
export async function departConversation(tx: Tx, channelId: string, memberId: string): Promise<boolean> {
  const gone = await tx
    .delete(channelMembers)
    .where(and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, memberId)))
    .returning({ id: channelMembers.memberId });
  if (gone.length > 0) await keyAnew(tx, channelId);
  return gone.length > 0;
}

/** Has a conversation found by the people who are in it now. */
async function keyAnew(tx: Tx, channelId: string): Promise<void> {
  const [place] = await tx.select({ nameKey: channels.nameKey }).from(channels).where(eq(channels.id, channelId));
  const people = await tx
    .select({ id: channelMembers.memberId })
    .from(channelMembers)
    .where(eq(channelMembers.channelId, channelId));
  const nameKey = peopleKey(
    place && isPair(place) ? "pair" : "group",
    people.map(({ id }) => id),
  );
  await tx.update(channels).set({ nameKey }).where(eq(channels.id, channelId));
}

/** The same for all conversations of a member, when two accounts of theirs have become one. */
export async function keyConversationsAnew(tx: Tx, memberId: string): Promise<void> {
  const rows = await tx
    .select({ id: channels.id })
    .from(channelMembers)
    .innerJoin(channels, eq(channels.id, channelMembers.channelId))
    .where(and(eq(channelMembers.memberId, memberId), eq(channels.visibility, "conversation")));
  for (const { id } of rows) await keyAnew(tx, id);
}
