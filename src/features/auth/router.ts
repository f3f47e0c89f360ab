import { anyone, member, router } from "@/platform/api/trpc";
import { changePassword, resetPassword } from "./change-password";
import { assertPassword, assertTotpCode } from "./confirm";
import { confirmByMail, mailConfirmCode } from "./confirm-by-mail";
import {
  codeInput,
  confirmInput,
  endSessionInput,
  factors,
  keys,
  linkView,
  mailCodeInput,
  newPasswordInput,
  requestInput,
  resetDone,
  resetInput,
  sessionList,
  shownInput,
  viewLinkInput,
} from "./contract";
import { passkeysRouter, providerRouter, twoStepsRouter } from "./factors-router";
import { requestLink } from "./mail-links";
import { hashPassword } from "./passwords";
import { factorsOf, keysOf } from "./queries";
import { endOwnSession, listSessions } from "./session-list";
import { assertConfirmed, endSessionsOf, markConfirmed } from "./sessions";
import { memberByPasskey } from "./show-passkey";
import { viewLink } from "./spend-link";

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
  mailConfirmCode: member.mutation(({ ctx }) => mailConfirmCode(ctx.read, ctx.actor, ctx.client.address)),
  confirmByMail: member
    .input(mailCodeInput)
    .mutation(({ ctx, input }) => confirmByMail(ctx.actor, input.code, ctx.client.address)),
  confirmByPasskey: member.input(shownInput).mutation(async ({ ctx, input }) => {
    await memberByPasskey({ use: "confirm", sessionId: ctx.actor.sessionId }, input.shown, ctx.actor.id);
    await ctx.transaction((tx) => markConfirmed(tx, ctx.actor));
  }),
  setPassword: member.input(newPasswordInput).mutation(async ({ ctx, input }) => {
    await assertConfirmed(ctx.read, ctx.actor);
    const hash = await hashPassword(input.password);
    await ctx.transaction((tx) => changePassword(tx, ctx.actor, hash, ctx.client.device));
  }),
  requestLink: anyone
    .input(requestInput)
    .mutation(({ ctx, input }) => requestLink("sign-in", input.address, ctx.client.address)),
  requestReset: anyone
    .input(requestInput)
    .mutation(({ ctx, input }) => requestLink("reset", input.address, ctx.client.address)),
  viewLink: anyone
    .input(viewLinkInput)
    .output(linkView)
    .query(({ ctx, input }) => viewLink(ctx.read, input.kind, input.token)),
  reset: anyone
    .input(resetInput)
    .output(resetDone)
    .mutation(({ ctx, input }) => resetPassword(ctx.read, input, ctx.client)),
});

export const sessionsRouter = router({
  list: member.output(sessionList).query(({ ctx }) => listSessions(ctx.read, ctx.actor)),
  end: member
    .input(endSessionInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => endOwnSession(tx, ctx.actor, input.sessionId))),
  endOthers: member.mutation(({ ctx }) =>
    ctx.transaction(async (tx) => {
      await endSessionsOf(tx, ctx.actor.id, { except: ctx.actor.sessionId, by: ctx.actor });
    }),
  ),
});
