import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import { addGroup } from "./add-group";
import { setArchived, setLevel, setVisibility, updateChannel } from "./change";
import {
  archiveInput,
  channelAbout,
  channelGroupInput,
  channelInput,
  channelMemberInput,
  channelPage,
  channelView,
  createInput,
  groupAdded,
  levelInput,
  listInput,
  moveInput,
  peopleInput,
  peoplePage,
  updateInput,
  visibilityInput,
} from "./contract";
import { addDefault, removeDefault } from "./defaults";
import { aboutChannel, getChannel, listChannels, listPeople } from "./queries";
import { moveChannel } from "./sections";
import { sectionsRouter } from "./sections-router";
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
  about: member
    .input(channelInput)
    .output(channelAbout)
    .query(({ ctx, input }) => aboutChannel(ctx.read, ctx.actor, input.channelId)),
  people: member
    .input(peopleInput)
    .output(peoplePage)
    .query(({ ctx, input }) => listPeople(ctx.read, ctx.actor, input)),
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
  update: member
    .input(updateInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => updateChannel(tx, ctx.actor, input))),
  setVisibility: member
    .input(visibilityInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => setVisibility(tx, ctx.actor, input.channelId, input.visibility)),
    ),
  setArchived: member
    .input(archiveInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setArchived(tx, ctx.actor, input.channelId, input.archived))),
  setLevel: member
    .input(levelInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setLevel(tx, ctx.actor, input.channelId, input.level))),
  addDefault: member
    .input(channelMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => addDefault(tx, ctx.actor, input.channelId, input.memberId))),
  removeDefault: member
    .input(channelMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction((tx) => removeDefault(tx, ctx.actor, input.channelId, input.memberId)),
    ),
  move: member
    .input(moveInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => moveChannel(tx, ctx.actor, input))),
  sections: sectionsRouter,
});
