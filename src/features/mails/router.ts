import { member, router } from "@/platform/api/trpc";
import { getInput, listInput, mailPage, mailView } from "./contract";
import { getMail, listMails } from "./queries";

export const mailsRouter = router({
  list: member
    .input(listInput)
    .output(mailPage)
    .query(({ ctx, input }) => listMails(ctx.read, ctx.actor, input)),
  get: member
    .input(getInput)
    .output(mailView)
    .query(({ ctx, input }) => getMail(ctx.read, ctx.actor, input.id)),
});
