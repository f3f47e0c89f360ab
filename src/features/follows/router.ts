import { member, router } from "@/platform/api/trpc";
import { follow, setInput } from "./contract";
import { setFollow } from "./service";

export const followsRouter = router({
  set: member
    .input(setInput)
    .output(follow)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setFollow(tx, ctx.actor, input))),
});
