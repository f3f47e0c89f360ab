import { member, router } from "@/platform/api/trpc";
import {
  listInput,
  locked,
  lockInput,
  moved,
  moveInput,
  pinInput,
  pinned,
  started,
  startInput,
  threadHead,
  threadInput,
  threadPage,
} from "./contract";
import { lockThread } from "./lock";
import { moveThread } from "./move";
import { pinThread } from "./pin";
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
  lock: member
    .input(lockInput)
    .output(locked)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => lockThread(tx, ctx.actor, input))),
  pin: member
    .input(pinInput)
    .output(pinned)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => pinThread(tx, ctx.actor, input))),
  move: member
    .input(moveInput)
    .output(moved)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => moveThread(tx, ctx.actor, input))),
});
