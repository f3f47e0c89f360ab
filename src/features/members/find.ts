import { and, asc, eq, or, sql } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Read } from "@/platform/db";
import { groupMembers, groups, members } from "@/platform/db/schema";
import type { FindInput, Mentionable } from "./contract";
import { beginsWith, wordBegins } from "./matching";
import { active, visibleGroups, visibleMembers } from "./policy";

/** How many people a group has, as far as the actor may know of them. */
export const headCount = (read: Read, actor: Actor) =>
  sql<number>`(${read
    .select({ n: sql`count(*)` })
    .from(groupMembers)
    .innerJoin(members, eq(members.id, groupMembers.memberId))
    .where(and(eq(groupMembers.groupId, groups.id), active(), visibleMembers(read, actor)))})`.mapWith(Number);

/**
 * Members and groups that the actor may name, whose handle or a word of whose name begins with a text: by handle first,
 * then by name. Two statements, however many there are.
 */
export async function findMentionable(read: Read, actor: Actor, { text, limit }: FindInput): Promise<Mentionable[]> {
  const rank = sql<number>`case when ${beginsWith(members.handleKey, text)} then 0 else 1 end`;
  const people = await read
    .select({ id: members.id, name: members.name, handle: members.handle, pictureId: members.pictureId })
    .from(members)
    .where(
      and(
        active(),
        visibleMembers(read, actor),
        text === ""
          ? undefined
          : or(
              beginsWith(members.handleKey, text),
              beginsWith(members.nameKey, text),
              wordBegins(members.nameKey, text),
            ),
      ),
    )
    .orderBy(...(text === "" ? [] : [rank]), asc(members.nameKey), asc(members.id))
    .limit(limit);
  const sets = await read
    .select({ id: groups.id, name: groups.name, handle: groups.handle, count: headCount(read, actor) })
    .from(groups)
    .where(
      and(
        visibleGroups(read, actor),
        text === ""
          ? undefined
          : or(beginsWith(groups.handleKey, text), beginsWith(groups.nameKey, text), wordBegins(groups.nameKey, text)),
      ),
    )
    .orderBy(asc(groups.nameKey), asc(groups.id))
    .limit(limit);
  // Groups are few: a third of the places is theirs, more when people do not fill theirs.
  const forGroups = Math.max(limit - people.length, Math.floor(limit / 3));
  const shownGroups = sets.slice(0, forGroups).map((group) => ({ kind: "group" as const, ...group }));
  const shownPeople = people.slice(0, limit - shownGroups.length).map((one) => ({ kind: "member" as const, ...one }));
  return [...shownPeople, ...shownGroups];
}
