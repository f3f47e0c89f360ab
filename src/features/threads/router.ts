import { member, router } from "@/platform/api/trpc";
import { listInput, started, startInput, threadHead, threadInput, threadPage } from "./contract";
import { getThread, listThreads } from "./queries";
import { startThread } from "./start";

export const threadsRouter = router({
  list: member
    .input(listInput)
    .output(threadPage)
    .query(({ ctx, input }) => listThreads(ctx.read, ctx.actor, input)),
  get: member
    .input(threadInput)
    .output(threadHead)
    .query(({ ctx, input }) => getThread(ctx.read, ctx.actor, input.id)),
  start: member
    .input(startInput)
    .output(started)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => startThread(tx, ctx.actor, input))),
});
