import { claimLink, hashPassword, lookAtLink } from "@/features/auth";
import { anyone, router } from "@/platform/api/trpc";
import { setUp } from "./commands/set-up";
import { joined, lookInput, setUpInput, setUpView } from "./contract";

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
