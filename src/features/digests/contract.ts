import { z } from "zod";
import { id } from "@/kernel/ids";
import { defineEvent } from "@/platform/events/define";

const digestWhen = z.enum(["working_days", "off"]);

/** `nextAt`: when the next one is due; null while it is off, or when no working day comes. */
export const myDigest = z.object({ when: digestWhen, nextAt: z.number().nullable() });
export type MyDigest = z.infer<typeof myDigest>;

export const setInput = z.object({ when: digestWhen });

/** When a member's digest comes is another now. Addressed to that member alone. */
export const digestChanged = defineEvent("digest.changed", z.object({ memberIds: z.array(id).length(1) }));
