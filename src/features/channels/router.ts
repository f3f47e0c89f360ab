import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import { addGroup } from "./add-group";
import {
  channelGroupInput,
  channelInput,
  channelMemberInput,
  channelPage,
  channelView,
  createInput,
  groupAdded,
  listInput,
} from "./contract";
import { getChannel, listChannels } from "./queries";
import { addChannelMember, createChannel, joinChannel, leaveChannel, removeChannelMember } from "./service";

export const channelsRouter = router({
  list: member
    .input(listInput)
    .output(channelPage)
    .query(({ ctx, input }) => listChannels(ctx.read, ctx.actor, input)),
  get: member
    .input(channelInput)
    .output(channelView)
    .query(({ ctx, input }) => getChannel(ctx.read, ctx.actor, input.channelId)),
  create: member
    .input(createInput)
    .output(channelView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => createChannel(tx, ctx.actor, input))),
  join: member
    .input(channelInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => joinChannel(tx, ctx.actor, input.channelId))),
  leave: member
    .input(channelInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => leaveChannel(tx, ctx.actor, input.channelId))),
  addMember: member
    .input(channelMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => addChannelMember(tx, ctx.actor, input.channelId, input.memberId)),
    ),
  addGroup: member
    .input(channelGroupInput)
    .output(groupAdded)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => addGroup(tx, ctx.actor, input.channelId, input.groupId))),
  removeMember: member
    .input(channelMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => removeChannelMember(tx, ctx.actor, input.channelId, input.memberId)),
    ),
});
