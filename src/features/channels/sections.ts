import { and, asc, type Column, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { AppError, notFound } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { channelMembers, channelSections, channels } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { channelsArranged, type MoveInput, type Section } from "./contract";
import { accessChannel } from "./policy";

/** More headings than channels under them help nobody. */
const MOST = 50;

const arranged = (tx: Tx, actor: Actor): Promise<void> => emit(tx, channelsArranged({ memberIds: [actor.id] }), actor);
const mine = (actor: Actor, id: string): SQL | undefined =>
  and(eq(channelSections.id, id), eq(channelSections.memberId, actor.id));

/** The sections of a member, in their order: at most 50. One statement. */
export const listSections = (read: Read, actor: Actor): Promise<Section[]> =>
  read
    .select({ id: channelSections.id, name: channelSections.name })
    .from(channelSections)
    .where(eq(channelSections.memberId, actor.id))
    .orderBy(asc(channelSections.position), asc(channelSections.id));

/** @throws AppError NOT_FOUND when it is not the actor's. */
async function accessSection(tx: Tx, actor: Actor, id: string): Promise<Section> {
  const [section] = await tx.select().from(channelSections).where(mine(actor, id));
  if (!section) throw notFound("section");
  return section;
}

/** Makes a section, the last of the actor's. The same call again gives the same one. @throws AppError CONFLICT */
export async function makeSection(tx: Tx, actor: Actor, { id, name }: Section): Promise<void> {
  const [same] = await tx.select().from(channelSections).where(eq(channelSections.id, id));
  if (same?.memberId === actor.id && same.name === name) return;
  if (same)
    throw new AppError("CONFLICT", "This id stands for something else already. Make a new one.", { field: "id" });
  const known = await tx
    .select({ position: channelSections.position })
    .from(channelSections)
    .where(eq(channelSections.memberId, actor.id));
  if (known.length >= MOST) throw new AppError("CONFLICT", `You have ${MOST} sections, which is the most.`);
  const position = Math.max(0, ...known.map((section) => section.position)) + 1;
  await tx.insert(channelSections).values({ id, memberId: actor.id, name, position });
  await arranged(tx, actor);
}

/** @throws AppError NOT_FOUND when it is not the actor's. */
export async function renameSection(tx: Tx, actor: Actor, { id, name }: Section): Promise<void> {
  const section = await accessSection(tx, actor, id);
  if (section.name === name) return;
  await tx.update(channelSections).set({ name }).where(mine(actor, id));
  await arranged(tx, actor);
}

/** Removes a section; its channels stand under none. @throws AppError NOT_FOUND when it is not the actor's. */
export async function removeSection(tx: Tx, actor: Actor, id: string): Promise<void> {
  await accessSection(tx, actor, id);
  await tx.update(channelMembers).set({ position: 0 }).where(eq(channelMembers.sectionId, id));
  await tx.delete(channelSections).where(mine(actor, id));
  await arranged(tx, actor);
}

/** Puts a section before another of the actor's, or last. @throws AppError NOT_FOUND when one is not theirs. */
export async function moveSection(tx: Tx, actor: Actor, id: string, beforeId: string | null): Promise<void> {
  const before = (await listSections(tx, actor)).map((section) => section.id);
  if (!before.includes(id)) throw notFound("section");
  const after = placed(before, id, beforeId);
  if (after.join() === before.join()) return;
  await tx
    .update(channelSections)
    .set({ position: placeIn(channelSections.id, after) })
    .where(eq(channelSections.memberId, actor.id));
  await arranged(tx, actor);
}

/**
 * Puts a channel of the actor's under a section of theirs or none, before another that stands there, or last. Moved
 * again, nothing happens.
 * @throws AppError NOT_FOUND when the channel cannot be seen, the section is not theirs or the other does not stand there;
 * CONFLICT when they did not join the channel.
 */
export async function moveChannel(tx: Tx, actor: Actor, input: MoveInput): Promise<void> {
  const { channelId, sectionId, beforeId } = input;
  const channel = await accessChannel(tx, actor, channelId, "read");
  if (!channel.joined) throw new AppError("CONFLICT", "Join this channel to keep it among yours.");
  if (sectionId !== null) await accessSection(tx, actor, sectionId);
  const rows = await tx
    .select({ id: channels.id })
    .from(channelMembers)
    .innerJoin(channels, eq(channels.id, channelMembers.channelId))
    .where(
      and(
        eq(channelMembers.memberId, actor.id),
        sectionId === null ? isNull(channelMembers.sectionId) : eq(channelMembers.sectionId, sectionId),
        isNull(channels.archivedAt),
        ne(channels.visibility, "conversation"),
      ),
    )
    .orderBy(asc(channelMembers.position), asc(channels.nameKey), asc(channels.id));
  const before = rows.map(({ id }) => id);
  const after = placed(before, channelId, beforeId);
  if (after.join() === before.join()) return;
  const place = { sectionId, position: placeIn(channelMembers.channelId, after) };
  await tx
    .update(channelMembers)
    .set(place)
    .where(and(eq(channelMembers.memberId, actor.id), inArray(channelMembers.channelId, after)));
  await arranged(tx, actor);
}

/** A list with one of it, or a further one, put before another, or last. @throws AppError NOT_FOUND for that other. */
function placed(ids: readonly string[], id: string, beforeId: string | null): string[] {
  const rest = ids.filter((other) => other !== id);
  const at = beforeId === null ? rest.length : rest.indexOf(beforeId);
  if (at < 0) throw notFound("place");
  return rest.toSpliced(at, 0, id);
}

/** The place of each in a list, counted from 1: what never was arranged stands before, by name. */
function placeIn(column: Column, ids: readonly string[]): SQL<number> {
  // The numbers are ours; as parameters PostgreSQL would take them for texts.
  const cases = ids.map((id, index) => sql`when ${eq(column, id)} then ${sql.raw(String(index + 1))}`);
  return sql`case ${sql.join(cases, sql` `)} else 0 end`;
}
