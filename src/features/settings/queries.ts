import { eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Calendar, WeeklyHours } from "@/kernel/calendar";
import { notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { members, workspace } from "@/platform/db/schema";
import type { MySettings, Workspace } from "./contract";

/** The team that this instance serves, or null while it is not set up. */
export async function workspaceOf(read: Read): Promise<Workspace | null> {
  const [row] = await read
    .select({ name: workspace.name, zone: workspace.zone, hours: workspace.hours })
    .from(workspace)
    .where(eq(workspace.id, 1));
  return row ?? null;
}

/** The mail domains whose people may join by themselves; none unless an owner said so. */
export async function joinDomainsOf(read: Read): Promise<string[]> {
  const [row] = await read.select({ domains: workspace.joinDomains }).from(workspace).where(eq(workspace.id, 1));
  return row?.domains ?? [];
}

/** The hours that hold for a member: their own, else the team's, always in their own zone. */
export const calendarOf = (
  member: { zone: string; hours: WeeklyHours | null },
  team: { hours: WeeklyHours },
): Calendar => ({ zone: member.zone, hours: member.hours ?? team.hours });

/** The actor's own settings, with the team's to compare. */
export async function readSettings(read: Read, actor: Actor): Promise<MySettings> {
  const [mine] = await read
    .select({ zone: members.zone, hours: members.hours, askedZone: members.askedZone, threadView: members.threadView })
    .from(members)
    .where(eq(members.id, actor.id));
  const team = await workspaceOf(read);
  if (!mine || !team) throw notFound("team");
  return { ...mine, team };
}
