import { z } from "zod";
import { id } from "@/kernel/ids";
import { LAST_INSTANT } from "@/kernel/page";
import { defineEvent } from "@/platform/events/define";

const followState = z.enum(["following", "not_following", "muted"]);

/** `until` ends a mute by itself; null or absent means for ever. */
export const setInput = z
  .object({ threadId: id, state: followState, until: z.int().positive().max(LAST_INSTANT).nullish() })
  .refine(({ state, until }) => until == null || state === "muted", {
    message: "Only a mute has an end.",
    path: ["until"],
  });
export type SetInput = z.infer<typeof setInput>;

export const follow = z.object({ state: followState, until: z.number().nullable() });
export type Follow = z.infer<typeof follow>;

/** The ties of these members to a thread are others now. Addressed to them alone. */
export const followChanged = defineEvent("follow.changed", z.object({ threadId: id, memberIds: z.array(id).min(1) }));
