import { answerZone, setCalendar, setThreadView } from "@/features/members";
import { anyone, member, router } from "@/platform/api/trpc";
import { answerZoneInput, mySettings, setHoursInput, setThreadViewInput, teamView } from "./contract";
import { readSettings, workspaceOf } from "./queries";

export const settingsRouter = router({
  team: anyone.output(teamView).query(({ ctx }) => workspaceOf(ctx.read)),
  mine: member.output(mySettings).query(({ ctx }) => readSettings(ctx.read, ctx.actor)),
  setHours: member
    .input(setHoursInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setCalendar(tx, ctx.actor, input))),
  answerZone: member
    .input(answerZoneInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => answerZone(tx, ctx.actor, input))),
  setThreadView: member
    .input(setThreadViewInput)
    .mutation(({ ctx, input }) => ctx.transaction((tx) => setThreadView(tx, ctx.actor, input.view))),
});
