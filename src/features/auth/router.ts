import { member, router } from "@/platform/api/trpc";
import { assertPassword } from "./confirm";
import { confirmInput, joinLink, keys, revokeLinkInput } from "./contract";
import { keysOf } from "./queries";
import { makeJoinLink, revokeJoinLink } from "./service";
import { markConfirmed } from "./sessions";

export const authRouter = router({
  keys: member.output(keys).query(({ ctx }) => keysOf(ctx.read, ctx.actor)),
  confirm: member.input(confirmInput).mutation(async ({ ctx, input }) => {
    await assertPassword(ctx.read, ctx.actor, input.password, ctx.client.address);
    await ctx.transaction((tx) => markConfirmed(tx, ctx.actor));
  }),
  makeJoinLink: member.output(joinLink).mutation(({ ctx }) => ctx.transaction((tx) => makeJoinLink(tx, ctx.actor))),
  revokeJoinLink: member
    .input(revokeLinkInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => revokeJoinLink(tx, ctx.actor, input.linkId))),
});
