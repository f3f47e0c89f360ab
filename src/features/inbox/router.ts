import { member, router } from "@/platform/api/trpc";
import {
  counts,
  doneInput,
  entryPage,
  listInput,
  markReadInput,
  markUnreadInput,
  readView,
  restored,
  restoreInput,
  snoozeOffer,
  triaged,
  triageInput,
  undoneInput,
} from "./contract";
import { countEntries, listEntries } from "./queries";
import { markDone, markRead, markUndone, markUnreadFrom } from "./service";
import { offerSnooze } from "./snooze";
import { restore, triage } from "./triage";

export const inboxRouter = router({
  list: member
    .input(listInput)
    .output(entryPage)
    .query(({ ctx, input }) => listEntries(ctx.read, ctx.actor, input)),
  counts: member.output(counts).query(({ ctx }) => countEntries(ctx.read, ctx.actor)),
  markRead: member
    .input(markReadInput)
    .output(readView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => markRead(tx, ctx.actor, input))),
  markUnreadFrom: member
    .input(markUnreadInput)
    .output(readView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => markUnreadFrom(tx, ctx.actor, input.threadId, input.number))),
  done: member
    .input(doneInput)
    .output(readView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => markDone(tx, ctx.actor, input))),
  triage: member
    .input(triageInput)
    .output(triaged)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => triage(tx, ctx.actor, input))),
  restore: member
    .input(restoreInput)
    .output(restored)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => restore(tx, ctx.actor, input))),
  snoozeOffer: member.output(snoozeOffer).query(({ ctx }) => offerSnooze(ctx.read, ctx.actor.id)),
  undone: member
    .input(undoneInput)
    .output(readView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => markUndone(tx, ctx.actor, input.threadId))),
});
