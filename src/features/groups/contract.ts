import { z } from "zod";
import { handle, memberLine } from "@/features/members/contract";
import { id } from "@/kernel/ids";
import { cleanText, oneLine } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** How many members may be named in one call. */
const NAMED_AT_ONCE = 200;

const groupName = oneLine(1, 80, "name");
const purpose = cleanText(0, 500, "purpose");
const memberIds = z
  .array(id)
  .max(NAMED_AT_ONCE, `Name at most ${NAMED_AT_ONCE} members at once.`)
  .transform((ids) => [...new Set(ids)]);

/** The id is made by the client: the same call again is the same group. Its maker is in it without being named. */
export const createInput = z.object({
  id,
  name: groupName,
  handle,
  purpose: purpose.default(""),
  memberIds: memberIds.default([]),
});
export type CreateInput = z.infer<typeof createInput>;

/** What is absent stays as it is. */
export const updateInput = z.object({
  groupId: id,
  name: groupName.optional(),
  handle: handle.optional(),
  purpose: purpose.optional(),
});
export type UpdateInput = z.infer<typeof updateInput>;

export const groupInput = z.object({ groupId: id });
export const addMembersInput = z.object({ groupId: id, memberIds });
export const groupMemberInput = z.object({ groupId: id, memberId: id });

export const listInput = z.object({
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListInput = z.infer<typeof listInput>;

/** A group as a line of a list. `count`: the people in it whom the reader may know of; `mine`: I am one of them. */
const groupLine = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  purpose: z.string(),
  count: z.number(),
  mine: z.boolean(),
});
export type GroupLine = z.infer<typeof groupLine>;
export const groupPage = z.object({ items: z.array(groupLine), next: z.string().nullable() });

/** A group with its first 500 people by name. */
export const groupView = groupLine.extend({
  mayChange: z.boolean(),
  mayRemove: z.boolean(),
  members: z.array(memberLine),
});
export type GroupView = z.infer<typeof groupView>;

/**
 * A group was made, renamed or removed: what stands in posts is another. `memberId` is who could know of it and no longer
 * can.
 */
export const groupChanged = defineEvent("group.changed", z.object({ groupId: id, memberId: id.optional() }));

/** Others are in the group than before; `memberId` is who left it. */
export const groupMembersChanged = defineEvent(
  "group.members_changed",
  z.object({ groupId: id, memberId: id.optional() }),
);
