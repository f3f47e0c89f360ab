import { member, router } from "@/platform/api/trpc";
import { assertPassword, assertTotpCode } from "./confirm";
import { codeInput, confirmInput, factors, keys, shownInput } from "./contract";
import { passkeysRouter, providerRouter, twoStepsRouter } from "./factors-router";
import { factorsOf, keysOf } from "./queries";
import { markConfirmed } from "./sessions";
import { memberByPasskey } from "./show-passkey";

export const authRouter = router({
  twoSteps: twoStepsRouter,
  passkeys: passkeysRouter,
  provider: providerRouter,
  factors: member.output(factors).query(({ ctx }) => factorsOf(ctx.read, ctx.actor)),
  keys: member.output(keys).query(({ ctx }) => keysOf(ctx.read, ctx.actor)),
  confirm: member.input(confirmInput).mutation(async ({ ctx, input }) => {
    await assertPassword(ctx.read, ctx.actor, input.password, ctx.client.address);
    await ctx.transaction((tx) => markConfirmed(tx, ctx.actor));
  }),
  confirmByCode: member.input(codeInput).mutation(async ({ ctx, input }) => {
    await assertTotpCode(ctx.actor, input.code, ctx.client.address);
    await ctx.transaction((tx) => markConfirmed(tx, ctx.actor));
  }),
  confirmByPasskey: member.input(shownInput).mutation(async ({ ctx, input }) => {
    await memberByPasskey({ use: "confirm", sessionId: ctx.actor.sessionId }, input.shown, ctx.actor.id);
    await ctx.transaction((tx) => markConfirmed(tx, ctx.actor));
  }),
});
