import { member, router } from "@/platform/api/trpc";
import { joinLink, revokeLinkInput } from "./contract";
import { makeJoinLink, revokeJoinLink } from "./service";

export const authRouter = router({
  makeJoinLink: member.output(joinLink).mutation(({ ctx }) => ctx.transaction((tx) => makeJoinLink(tx, ctx.actor))),
  revokeJoinLink: member
    .input(revokeLinkInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => revokeJoinLink(tx, ctx.actor, input.linkId))),
});
