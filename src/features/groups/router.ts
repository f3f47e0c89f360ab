import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import {
  addMembersInput,
  createInput,
  groupInput,
  groupMemberInput,
  groupPage,
  groupView,
  listInput,
  updateInput,
} from "./contract";
import { getGroup, listGroups } from "./queries";
import { addGroupMembers, createGroup, removeGroup, removeGroupMember, updateGroup } from "./service";

export const groupsRouter = router({
  list: member
    .input(listInput)
    .output(groupPage)
    .query(({ ctx, input }) => listGroups(ctx.read, ctx.actor, input)),
  get: member
    .input(groupInput)
    .output(groupView)
    .query(({ ctx, input }) => getGroup(ctx.read, ctx.actor, input.groupId)),
  create: member
    .input(createInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => createGroup(tx, ctx.actor, input))),
  update: member
    .input(updateInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => updateGroup(tx, ctx.actor, input))),
  remove: member
    .input(groupInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction({ lock: "members" }, (tx) => removeGroup(tx, ctx.actor, input.groupId)),
    ),
  addMembers: member
    .input(addMembersInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => addGroupMembers(tx, ctx.actor, input.groupId, input.memberIds)),
    ),
  removeMember: member
    .input(groupMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => removeGroupMember(tx, ctx.actor, input.groupId, input.memberId)),
    ),
});
