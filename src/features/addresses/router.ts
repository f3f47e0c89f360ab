import { hashUnknownPassword } from "@/features/auth";
import { anyone, member, router } from "@/platform/api/trpc";
import { addAddress } from "./commands/add";
import { makePrimary } from "./commands/make-primary";
import { lookAtProof, prove } from "./commands/prove";
import { removeAddress } from "./commands/remove";
import { assertRevertible, lookAtReversal, revert } from "./commands/revert";
import { sendAgain } from "./commands/send-again";
import { addInput, myAddresses, oneInput, proofView, proven, reversalView, reverted, tokenInput } from "./contract";
import { countMail } from "./limits";
import { listAddresses } from "./queries";

export const addressesRouter = router({
  mine: member.output(myAddresses).query(({ ctx }) => listAddresses(ctx.read, ctx.actor)),
  add: member.input(addInput).mutation(async ({ ctx, input }) => {
    await countMail(ctx.actor.id, input.address);
    return ctx.transaction({ lock: "members" }, (tx) => addAddress(tx, ctx.actor, input.address));
  }),
  sendAgain: member.input(oneInput).mutation(async ({ ctx, input }) => {
    await countMail(ctx.actor.id, input.id);
    return ctx.transaction({ lock: "members" }, (tx) => sendAgain(tx, ctx.actor, input.id));
  }),
  remove: member
    .input(oneInput)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => removeAddress(tx, ctx.actor, input.id))),
  makePrimary: member
    .input(oneInput)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => makePrimary(tx, ctx.actor, input.id))),
  /** Whoever holds a mailed link may; looking spends nothing. */
  lookAtProof: anyone
    .input(tokenInput)
    .output(proofView)
    .query(({ ctx, input }) => lookAtProof(ctx.read, input.token)),
  prove: anyone
    .input(tokenInput)
    .output(proven)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: "members" }, (tx) => prove(tx, input.token))),
  lookAtReversal: anyone
    .input(tokenInput)
    .output(reversalView)
    .query(({ ctx, input }) => lookAtReversal(ctx.read, input.token)),
  revert: anyone
    .input(tokenInput)
    .output(reverted)
    .mutation(async ({ ctx, input }) => {
      await assertRevertible(ctx.read, input.token);
      const passwordHash = await hashUnknownPassword();
      return ctx.transaction({ lock: "members" }, (tx) => revert(tx, input.token, passwordHash));
    }),
});
