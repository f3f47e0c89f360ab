import { z } from "zod";
import { member, router } from "@/platform/api/trpc";
import { section, sectionIdInput, sectionInput, sectionMoveInput } from "./contract";
import { listSections, makeSection, moveSection, removeSection, renameSection } from "./sections";

export const sectionsRouter = router({
  list: member.output(z.array(section)).query(({ ctx }) => listSections(ctx.read, ctx.actor)),
  make: member
    .input(sectionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => makeSection(tx, ctx.actor, input))),
  rename: member
    .input(sectionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => renameSection(tx, ctx.actor, input))),
  remove: member
    .input(sectionIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => removeSection(tx, ctx.actor, input.id))),
  move: member
    .input(sectionMoveInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.transaction((tx) => moveSection(tx, ctx.actor, input.id, input.beforeId))),
});
