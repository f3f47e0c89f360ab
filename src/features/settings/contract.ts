import { z } from "zod";
import { threadView, zone } from "@/features/members/contract";
import { oneLine } from "@/kernel/text";
import { weeklyHours } from "@/kernel/weekly-hours";

export const teamName = oneLine(1, 80, "team");

/** The one team of this instance, as every member may know it. `hours` are those of members who set none. */
const workspaceView = z.object({ name: z.string(), zone: z.string(), hours: weeklyHours });
export type Workspace = z.infer<typeof workspaceView>;

/** Monday to Friday, 09:00 to 18:00. */
export const usualHours: z.infer<typeof weeklyHours> = Array.from({ length: 7 }, (_, day) =>
  day < 5 ? [{ from: 9 * 60, to: 18 * 60 }] : [],
);

/** A member's own settings. `hours` null means the team's, which stand in `team`. */
export const mySettings = z.object({
  zone: z.string(),
  hours: weeklyHours.nullable(),
  /** The browser's zone that they were last asked about. */
  askedZone: z.string().nullable(),
  threadView,
  team: workspaceView,
});
export type MySettings = z.infer<typeof mySettings>;

export const setHoursInput = z.object({ zone, hours: weeklyHours.nullable() });

export const setThreadViewInput = z.object({ view: threadView });

/** What a member says of the zone that their browser is in. */
export const answerZoneInput = z.object({ zone, moved: z.boolean() });

/** What a stranger learns: the name above the sign-in form, or null while there is no team. */
export const teamView = z.object({ name: z.string() }).nullable();
