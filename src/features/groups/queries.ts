import { and, asc, eq, gt, or } from "drizzle-orm";
import { active, headCount, visibleGroups, visibleMembers } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { nameCursor, type Page, readNameCursor } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { groupMembers, groups, members } from "@/platform/db/schema";
import type { GroupLine, GroupView, ListInput } from "./contract";
import { accessGroup, isIn, may } from "./policy";

/** The most people whom a group's page names. */
const SHOWN = 500;

/** One page of the groups that an actor may know of, by name. One statement. */
export async function listGroups(read: Read, actor: Actor, { cursor, limit }: ListInput): Promise<Page<GroupLine>> {
  const after = cursor ? readNameCursor(cursor) : undefined;
  const rows = await read
    .select({
      id: groups.id,
      name: groups.name,
      handle: groups.handle,
      purpose: groups.purpose,
      count: headCount(read, actor),
      mine: isIn(actor.id),
      nameKey: groups.nameKey,
    })
    .from(groups)
    .where(
      and(
        visibleGroups(read, actor),
        after && or(gt(groups.nameKey, after.nameKey), and(eq(groups.nameKey, after.nameKey), gt(groups.id, after.id))),
      ),
    )
    .orderBy(asc(groups.nameKey), asc(groups.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ nameKey: _, mine, ...row }) => ({ ...row, mine: mine === 1 })),
    next: last ? nameCursor(last) : null,
  };
}

/** A group with its people, as far as the actor may know of them. Three statements. @throws AppError NOT_FOUND */
export async function getGroup(read: Read, actor: Actor, groupId: string): Promise<GroupView> {
  const group = await accessGroup(read, actor, groupId, "read");
  const [counted] = await read
    .select({ count: headCount(read, actor) })
    .from(groups)
    .where(eq(groups.id, groupId));
  const people = await read
    .select({
      id: members.id,
      name: members.name,
      handle: members.handle,
      zone: members.zone,
      pictureId: members.pictureId,
      role: members.role,
    })
    .from(groupMembers)
    .innerJoin(members, eq(members.id, groupMembers.memberId))
    .where(and(eq(groupMembers.groupId, groupId), active(), visibleMembers(read, actor)))
    .orderBy(asc(members.nameKey), asc(members.id))
    .limit(SHOWN);
  const { id, name, handle, purpose, mine } = group;
  return {
    ...{ id, name, handle, purpose, mine },
    count: counted?.count ?? 0,
    mayChange: may(actor, "change", group),
    mayRemove: may(actor, "remove", group),
    members: people,
  };
}
