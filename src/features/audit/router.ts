import { member, router } from "@/platform/api/trpc";
import { auditActions, auditPage, listInput } from "./contract";
import { accessAudit } from "./policy";
import { listActions, listAudit } from "./queries";

export const auditRouter = router({
  list: member
    .input(listInput)
    .output(auditPage)
    .query(({ ctx, input }) => listAudit(ctx.read, accessAudit(ctx.actor), input)),
  actions: member.output(auditActions).query(({ ctx }) => listActions(ctx.read, accessAudit(ctx.actor))),
});
