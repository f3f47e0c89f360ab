import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import { findInput, found, listInput, me, memberInput, memberPage, memberView, profileInput } from "./contract";
import { findMentionable } from "./find";
import { getMember } from "./member-page";
import { removePicture, setProfile } from "./profile";
import { listMembers, readMe } from "./queries";

export const membersRouter = router({
  me: member.output(me).query(({ ctx }) => readMe(ctx.read, ctx.actor)),
  list: member
    .input(listInput)
    .output(memberPage)
    .query(({ ctx, input }) => listMembers(ctx.read, ctx.actor, input)),
  find: member
    .input(findInput)
    .output(found)
    .query(({ ctx, input }) => findMentionable(ctx.read, ctx.actor, input)),
  get: member
    .input(memberInput)
    .output(memberView)
    .query(({ ctx, input }) => getMember(ctx.read, ctx.actor, input.memberId)),
  setProfile: member
    .input(profileInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => setProfile(tx, ctx.actor, input))),
  removePicture: member
    .output(z.void())
    .mutation(({ ctx }) => ctx.transaction({ lock: "members" }, (tx) => removePicture(tx, ctx.actor))),
});
