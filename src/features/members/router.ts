import { member, router } from "@/platform/api/trpc";
import { listInput, me, memberPage } from "./contract";
import { listMembers, readMe } from "./queries";

export const membersRouter = router({
  me: member.output(me).query(({ ctx }) => readMe(ctx.read, ctx.actor)),
  list: member
    .input(listInput)
    .output(memberPage)
    .query(({ ctx, input }) => listMembers(ctx.read, ctx.actor, input)),
});
