import { countMail } from "@/features/addresses";
import { claimLink, hashPassword, lookAtLink } from "@/features/auth";
import { anyone, member, router } from "@/platform/api/trpc";
import { askMerge } from "./commands/ask-merge";
import { merge } from "./commands/merge";
import { setUp } from "./commands/set-up";
import { askMergeInput, joined, lookInput, mergeInput, mergeView, setUpInput, setUpView } from "./contract";
import { lookAtMerge } from "./queries";

export { adminRouter, leaveRouter } from "./members-router";

/** Whoever holds the link may; a dead link is refused before a password is hashed for it. */
export const setUpRouter = router({
  look: anyone
    .input(lookInput)
    .output(setUpView)
    .query(({ ctx, input }) => lookAtLink(ctx.read, "setup", input.token)),
  run: anyone
    .input(setUpInput)
    .output(joined)
    .mutation(async ({ ctx, input }) => {
      await claimLink(ctx.read, "setup", input.token, input.memberId);
      const passwordHash = await hashPassword(input.password);
      return ctx.transaction({ lock: "members" }, (tx) => setUp(tx, input, passwordHash));
    }),
});

/** Asked for by the member who stays; looking tells strangers nothing but who that is. */
export const mergeRouter = router({
  ask: member.input(askMergeInput).mutation(async ({ ctx, input }) => {
    await countMail(ctx.actor.id, input.address);
    return ctx.transaction({ lock: "members" }, (tx) => askMerge(tx, ctx.actor, input.address));
  }),
  look: anyone
    .input(mergeInput)
    .output(mergeView)
    .query(({ ctx, input }) => lookAtMerge(ctx.read, ctx.actor, input.token)),
  run: member
    .input(mergeInput)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => merge(tx, ctx.actor, input.token))),
});
