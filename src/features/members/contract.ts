import { z } from "zod";
import { roles } from "@/kernel/actor";
import { isZone, weeklyHours } from "@/kernel/calendar";
import { id } from "@/kernel/ids";
import { cleanText, oneLine } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** A member's name as others see it. */
export const memberName = oneLine(1, 80, "name");

/** An IANA time zone that this machine knows. */
export const zone = cleanText(1, 64, "zone").refine(isZone, "This is not a time zone. It looks like Europe/Lisbon.");

/** A language tag (BCP 47) of which the interface shows what it has. */
export const locale = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/, "The language is not a language tag.");

/** What others see of a member, wherever a name stands. */
const memberSummary = z.object({ id, name: z.string(), handle: z.string(), zone: z.string() });
export type MemberSummary = z.infer<typeof memberSummary>;

const memberLine = memberSummary.extend({ role: z.enum(roles) });
export type MemberLine = z.infer<typeof memberLine>;

/** What a member sees of themselves. `hours` null means the team's. */
export const me = memberLine.extend({
  address: z.string(),
  locale: z.string(),
  hours: weeklyHours.nullable(),
});
export type Me = z.infer<typeof me>;

export const listInput = z.object({
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export const memberPage = z.object({ items: z.array(memberLine), next: z.string().nullable() });

export const memberJoined = defineEvent("member.joined", z.object({ memberId: id }));

/** A member's zone or hours are others now. Addressed to that member alone. */
export const calendarChanged = defineEvent(
  "member.calendar_changed",
  z.object({ memberId: id, memberIds: z.array(id).length(1) }),
);
