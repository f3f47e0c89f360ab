import { accessMember, accessMembers } from "@/features/members";
import { member, router } from "@/platform/api/trpc";
import { deactivate, leave, reactivate } from "./commands/end-membership";
import { erase } from "./commands/erase";
import { adopt, changeRole, resetLinkFor, signOutEverywhere } from "./commands/look-after";
import {
  adoptInput,
  deactivateInput,
  eraseInput,
  holdings,
  keptMembers,
  leaveInput,
  listInput,
  madeLink,
  memberInput,
  roleInput,
} from "./contract";
import { countAbandoned, holdingsOf } from "./holdings";
import { listKeptMembers } from "./members";

/** Whatever counts owners stands in line: two who step down at once must not both find the other. */
const line = { lock: "members" };

/** What owners and admins see of the members and do to them. */
export const adminRouter = router({
  members: member
    .input(listInput)
    .output(keptMembers)
    .query(({ ctx, input }) => listKeptMembers(ctx.read, ctx.actor, input)),
  holdings: member
    .input(memberInput)
    .output(holdings)
    .query(async ({ ctx, input }) => {
      const { id } = await accessMember(ctx.read, ctx.actor, input.memberId, "look");
      return holdingsOf(ctx.read, id);
    }),
  abandoned: member.output(holdings).query(({ ctx }) => {
    accessMembers(ctx.actor);
    return countAbandoned(ctx.read);
  }),
  adopt: member
    .input(adoptInput)
    .output(holdings)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => adopt(tx, ctx.actor, input.heirId))),
  changeRole: member
    .input(roleInput)
    .mutation(({ ctx, input }) => ctx.transaction(line, (tx) => changeRole(tx, ctx.actor, input))),
  deactivate: member
    .input(deactivateInput)
    .mutation(({ ctx, input }) => ctx.transaction(line, (tx) => deactivate(tx, ctx.actor, input))),
  reactivate: member
    .input(memberInput)
    .mutation(({ ctx, input }) => ctx.transaction(line, (tx) => reactivate(tx, ctx.actor, input.memberId))),
  signOut: member
    .input(memberInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => signOutEverywhere(tx, ctx.actor, input.memberId))),
  resetLink: member
    .input(memberInput)
    .output(madeLink)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => resetLinkFor(tx, ctx.actor, input.memberId))),
  erase: member
    .input(eraseInput)
    .mutation(({ ctx, input }) => ctx.transaction(line, (tx) => erase(tx, ctx.actor, input))),
});

/** Leaving the team by oneself. */
export const leaveRouter = router({
  holdings: member.output(holdings).query(({ ctx }) => holdingsOf(ctx.read, ctx.actor.id)),
  run: member
    .input(leaveInput)
    .mutation(({ ctx, input }) => ctx.transaction(line, (tx) => leave(tx, ctx.actor, input))),
});
