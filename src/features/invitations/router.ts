import { z } from "zod";
import { hashPassword } from "@/features/auth";
import { pageInput } from "@/kernel/page";
import { anyone, member, router } from "@/platform/api/trpc";
import { acceptInvitation, assertAcceptable } from "./accept";
import {
  askInput,
  domainsInput,
  domainsView,
  invitationInput,
  invitationPage,
  joined,
  joinInput,
  joinView,
  lookInput,
  made,
  makeInput,
  selfJoinInput,
  selfJoining,
  selfJoinView,
} from "./contract";
import { openToDomains } from "./join-domains";
import { listInvitations, lookAtJoin, readDomains } from "./queries";
import { askToJoin, claimSelfJoin, countAsking, isOpen, lookAtSelfJoin, selfJoin } from "./self-join";
import { makeInvitations, revokeInvitation } from "./service";

/** What owners and admins do. */
export const invitationsRouter = router({
  list: member
    .input(pageInput)
    .output(invitationPage)
    .query(({ ctx, input }) => listInvitations(ctx.read, ctx.actor, input)),
  make: member
    .input(makeInput)
    .output(made)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => makeInvitations(tx, ctx.actor, input))),
  revoke: member
    .input(invitationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => revokeInvitation(tx, ctx.actor, input.id))),
  domains: member.output(domainsView).query(({ ctx }) => readDomains(ctx.read, ctx.actor)),
  setDomains: member
    .input(domainsInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => openToDomains(tx, ctx.actor, input.domains))),
});

/** What strangers do: whoever holds a link, or has an address of a domain that may. */
export const joinRouter = router({
  look: anyone
    .input(lookInput)
    .output(joinView)
    .query(({ ctx, input }) => lookAtJoin(ctx.read, input.token)),
  accept: anyone
    .input(joinInput)
    .output(joined)
    .mutation(async ({ ctx, input }) => {
      await assertAcceptable(ctx.read, input);
      const passwordHash = await hashPassword(input.password);
      return ctx.transaction({ lock: "members" }, (tx) => acceptInvitation(tx, input, passwordHash));
    }),
  self: anyone.output(selfJoining).query(async ({ ctx }) => ({ isOpen: await isOpen(ctx.read) })),
  ask: anyone
    .input(askInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await countAsking(ctx.read, input.address, ctx.client.address);
      await ctx.transaction((tx) => askToJoin(tx, input.address, input.locale));
    }),
  lookSelf: anyone
    .input(lookInput)
    .output(selfJoinView)
    .query(({ ctx, input }) => lookAtSelfJoin(ctx.read, input.token)),
  acceptSelf: anyone
    .input(selfJoinInput)
    .output(joined)
    .mutation(async ({ ctx, input }) => {
      await claimSelfJoin(ctx.read, input);
      const passwordHash = await hashPassword(input.password);
      return ctx.transaction({ lock: "members" }, (tx) => selfJoin(tx, input, passwordHash));
    }),
});
