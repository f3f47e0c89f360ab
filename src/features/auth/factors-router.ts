import { anyone, member, router } from "@/platform/api/trpc";
import { makeChallenge } from "./challenges";
import {
  addPasskeyInput,
  codeInput,
  newTotp,
  passkeyInput,
  recoveryCodes,
  renamePasskeyInput,
  secondStep,
  stepInput,
} from "./contract";
import { linkingPath } from "./enter-by-provider";
import { unlinkProvider } from "./oidc";
import { askForSecondStep } from "./pass-second-step";
import { knownKeys, removePasskey, renamePasskey, startPasskey } from "./passkeys";
import { registerPasskey } from "./register-passkey";
import { lookAtSecondStep } from "./second-step";
import { assertConfirmed } from "./sessions";
import { startTotp } from "./totp";
import { renewCodes, switchOff, switchOnByPasskeys, switchOnByTotp } from "./two-steps";
import { askToAdd, askToShow } from "./webauthn";

/** The actor's second step: what it is shown with, and whether it is asked for. */
export const twoStepsRouter = router({
  startTotp: member.output(newTotp).mutation(({ ctx }) => ctx.transaction((tx) => startTotp(tx, ctx.actor))),
  switchOnByTotp: member
    .input(codeInput)
    .output(recoveryCodes)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => switchOnByTotp(tx, ctx.actor, input.code))),
  switchOnByPasskeys: member
    .output(recoveryCodes)
    .mutation(({ ctx }) => ctx.transaction((tx) => switchOnByPasskeys(tx, ctx.actor))),
  renewCodes: member.output(recoveryCodes).mutation(({ ctx }) => ctx.transaction((tx) => renewCodes(tx, ctx.actor))),
  switchOff: member.mutation(({ ctx }) => ctx.transaction((tx) => switchOff(tx, ctx.actor))),
  /** For whoever holds the token of a step: they are not signed in yet. */
  look: anyone
    .input(stepInput)
    .output(secondStep)
    .query(({ ctx, input }) => lookAtSecondStep(ctx.read, input.token)),
  askForPasskey: anyone.input(stepInput).mutation(({ input }) => askForSecondStep(input.token)),
});

/** The actor's passkeys, and what browsers are asked before they show one. */
export const passkeysRouter = router({
  askToAdd: member.mutation(async ({ ctx }) => askToAdd(await ctx.transaction((tx) => startPasskey(tx, ctx.actor)))),
  add: member
    .input(addPasskeyInput)
    .mutation(({ ctx, input }) => registerPasskey(ctx.actor, input.made, ctx.client.device)),
  rename: member
    .input(renamePasskeyInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => renamePasskey(tx, ctx.actor, input.passkeyId, input.name))),
  remove: member
    .input(passkeyInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => removePasskey(tx, ctx.actor, input.passkeyId))),
  askToSignIn: anyone.mutation(async ({ ctx }) =>
    askToShow(await ctx.transaction((tx) => makeChallenge(tx, { use: "sign-in" }))),
  ),
  askToConfirm: member.mutation(async ({ ctx }) => {
    const { id, sessionId } = ctx.actor;
    const challenge = await ctx.transaction((tx) => makeChallenge(tx, { use: "confirm", sessionId }));
    return askToShow(challenge, await knownKeys(ctx.read, id));
  }),
});

/** The OpenID Connect provider of this installation, as the actor is linked to it. */
export const providerRouter = router({
  /** Where the provider is to lead back to, so that it is linked and nobody signed in. */
  startLinking: member.mutation(async ({ ctx }) => {
    await assertConfirmed(ctx.read, ctx.actor);
    return { path: linkingPath(ctx.actor) };
  }),
  unlink: member.mutation(({ ctx }) => ctx.transaction((tx) => unlinkProvider(tx, ctx.actor))),
});
