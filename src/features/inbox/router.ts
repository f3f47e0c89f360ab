import { member, router } from "@/platform/api/trpc";
import {
  counts,
  doneInput,
  entryPage,
  listInput,
  markReadInput,
  markUnreadInput,
  readView,
  undoneInput,
} from "./contract";
import { countEntries, listEntries } from "./queries";
import { markDone, markRead, markUndone, markUnreadFrom } from "./service";

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
  undone: member
    .input(undoneInput)
    .output(readView)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => markUndone(tx, ctx.actor, input.threadId))),
});
