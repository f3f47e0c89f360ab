import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import {
  addInput,
  conversationInput,
  conversationPage,
  conversationView,
  listInput,
  started,
  startInput,
} from "./contract";
import { getConversation, listConversations } from "./queries";
import { addPeople, keyFor, leaveConversation, startConversation } from "./service";

export const conversationsRouter = router({
  list: member
    .input(listInput)
    .output(conversationPage)
    .query(({ ctx, input }) => listConversations(ctx.read, ctx.actor, input)),
  get: member
    .input(conversationInput)
    .output(conversationView)
    .query(({ ctx, input }) => getConversation(ctx.read, ctx.actor, input.threadId)),
  start: member
    .input(startInput)
    .output(started)
    .mutation(({ ctx, input }) =>
      ctx.transaction({ lock: keyFor(ctx.actor, input.memberIds) }, (tx) => startConversation(tx, ctx.actor, input)),
    ),
  add: member
    .input(addInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.threadId }, (tx) => addPeople(tx, ctx.actor, input))),
  leave: member
    .input(conversationInput)
    .output(z.void())
    .mutation(({ ctx, input }) =>
      ctx.transaction({ lock: input.threadId }, (tx) => leaveConversation(tx, ctx.actor, input.threadId)),
    ),
});
