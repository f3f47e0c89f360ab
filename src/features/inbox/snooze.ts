import { eq } from "drizzle-orm";
import { calendarOf } from "@/features/settings";
import { parseLocal } from "@/kernel/calendar";
import { MINUTE, now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { members, workspace } from "@/platform/db/schema";
import type { SnoozeOffer, SnoozeUntil } from "./contract";
import { snoozeTimes } from "./snooze-times";

/** What sleeps "until somebody answers" sleeps until then. */
export const NEVER = Date.UTC(9999, 0);

async function calendarOfMember(read: Read, memberId: string) {
  const [row] = await read
    .select({ zone: members.zone, hours: members.hours, team: workspace.hours })
    .from(members)
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(eq(members.id, memberId));
  if (!row) throw notFound("member");
  return calendarOf(row, { hours: row.team });
}

/** The times that a member may snooze until, by their own calendar as it is now. One statement. */
export async function offerSnooze(read: Read, memberId: string): Promise<SnoozeOffer> {
  const times = snoozeTimes(await calendarOfMember(read, memberId), now());
  return { ...times, next_week: times.next_week === times.tomorrow ? null : times.next_week };
}

/**
 * The instant that a choice means for a member. @throws AppError INVALID, naming `until`, when it is not a minute ahead,
 * no date of a calendar, or three hours from now is after the day's end.
 */
export async function snoozeInstant(read: Read, memberId: string, until: SnoozeUntil): Promise<number> {
  if (until === "answer") return NEVER;
  const calendar = await calendarOfMember(read, memberId);
  const at =
    until === "later" || until === "tomorrow" || until === "next_week"
      ? snoozeTimes(calendar, now())[until]
      : parseLocal(calendar.zone, until);
  if (at === null)
    throw new AppError("INVALID", until === "later" ? "Your day ends before that." : "This is no time of a calendar.", {
      field: "until",
    });
  // Machines whose clocks differ by seconds must agree that it has not come yet.
  if (at < now() + MINUTE || at >= NEVER)
    throw new AppError("INVALID", "Choose a time at least a minute from now.", { field: "until" });
  return at;
}
