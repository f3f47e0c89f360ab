import { member, router } from "@/platform/api/trpc";
import { myDigest, setInput } from "./contract";
import { planOf, setDigest } from "./plans";

export const digestsRouter = router({
  mine: member.output(myDigest).query(({ ctx }) => planOf(ctx.read, ctx.actor.id)),
  set: member
    .input(setInput)
    .output(myDigest)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setDigest(tx, ctx.actor.id, input.when))),
});
