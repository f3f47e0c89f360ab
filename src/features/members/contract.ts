import { z } from "zod";
import { roles } from "@/kernel/actor";
import { isZone } from "@/kernel/calendar";
import { id } from "@/kernel/ids";
import { HANDLE_MAX } from "@/kernel/limits";
import { cleanText, codePoints, oneLine } from "@/kernel/text";
import { weeklyHours } from "@/kernel/weekly-hours";
import { defineEvent } from "@/platform/events/define";

/** A member's name as others see it. */
export const memberName = oneLine(1, 80, "name");

/** An IANA time zone that this machine knows. */
export const zone = cleanText(1, 64, "zone").refine(isZone, "This is not a time zone. It looks like Europe/Lisbon.");

/** A language tag (BCP 47) of which the interface shows what it has. */
export const locale = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/, "The language is not a language tag.");

/** What `@…` in a post can name: letters, digits, `_`, `.` and `-`, none of the last two at its ends. */
const handleForm = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}])?$/u;

/** The handle of a member or group, with or without the `@` that people type before it. */
export const handle = oneLine(1, 31, "handle")
  .transform((text) => text.normalize("NFKC").replace(/^@/, ""))
  .refine((text) => text.length > 0 && codePoints(text) <= HANDLE_MAX, `A handle has 1 to ${HANDLE_MAX} characters.`)
  .refine((text) => handleForm.test(text), "A handle is made of letters, digits, dashes, dots and underscores.");

/** A language tag (BCP 47) that members may say they read and write, as their own browsers name it. */
const language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, "The language is not a language tag.");

/** What others see of a member, wherever a name stands. `pictureId` names their picture as it is now. */
const memberSummary = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  zone: z.string(),
  pictureId: id.nullable(),
});
export type MemberSummary = z.infer<typeof memberSummary>;

export const memberLine = memberSummary.extend({ role: z.enum(roles) });
export type MemberLine = z.infer<typeof memberLine>;

/** What a member sees of themselves. `hours` null means the team's. */
export const me = memberLine.extend({
  address: z.string(),
  locale: z.string(),
  hours: weeklyHours.nullable(),
  pronouns: z.string(),
  languages: z.array(z.string()),
});
export type Me = z.infer<typeof me>;

/** What a member says of themselves: what is absent stays as it is. */
export const profileInput = z
  .object({
    name: memberName,
    handle,
    pronouns: oneLine(0, 40, "pronouns"),
    languages: z
      .array(language)
      .max(12, "Choose at most 12 languages.")
      .transform((tags) => [...new Set(tags)]),
  })
  .partial()
  .refine((input) => Object.values(input).some((value) => value !== undefined), "There is nothing to change.");
export type ProfileInput = z.infer<typeof profileInput>;

export const memberInput = z.object({ memberId: id });

/** A member's page, as one other sees it. */
export const memberView = memberLine.extend({
  pronouns: z.string(),
  languages: z.array(z.string()),
  /** Their own hours or the team's, in their zone. */
  hours: weeklyHours,
  active: z.boolean(),
  groups: z.array(z.object({ id, name: z.string(), handle: z.string() })),
  /** The channels that both belong to. */
  channels: z.array(z.object({ id, name: z.string(), visibility: z.enum(["public", "private"]) })),
});
export type MemberView = z.infer<typeof memberView>;

/** What somebody types to find people by. */
const searchText = cleanText(0, 80, "text");

/** What is offered while `@…` is written. */
export const findInput = z.object({ text: searchText, limit: z.int().min(1).max(20).default(8) });
export type FindInput = z.infer<typeof findInput>;
const mentionable = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), id, name: z.string(), handle: z.string(), pictureId: id.nullable() }),
  z.object({ kind: z.literal("group"), id, name: z.string(), handle: z.string(), count: z.number() }),
]);
export type Mentionable = z.infer<typeof mentionable>;
export const found = z.array(mentionable);

export const listInput = z.object({
  /** Part of a name or handle; without it everybody. */
  text: searchText.optional(),
  role: z.enum(roles).optional(),
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListInput = z.infer<typeof listInput>;
export const memberPage = z.object({ items: z.array(memberLine), next: z.string().nullable() });

export const memberJoined = defineEvent("member.joined", z.object({ memberId: id }));

/** An account was taken over by another one of the same person: whatever names it names that one now. */
export const memberMerged = defineEvent("member.merged", z.object({ memberId: id, intoId: id }));

/** A member's name, handle, picture or what else they say of themselves is another now. */
export const memberChanged = defineEvent("member.changed", z.object({ memberId: id }));

export const roleChanged = defineEvent("member.role_changed", z.object({ memberId: id, role: z.enum(roles) }));

/** A member sees other things than before: whatever their browsers hold is asked for anew. Addressed to that member alone. */
export const accessChanged = defineEvent("member.access_changed", z.object({ memberIds: z.array(id).length(1) }));

/** Their streams end. */
export const memberDeactivated = defineEvent("member.deactivated", z.object({ memberId: id }));
export const memberReactivated = defineEvent("member.reactivated", z.object({ memberId: id }));
/** Nothing personal is left of them: whatever shows their name shows it no more. */
export const memberErased = defineEvent("member.erased", z.object({ memberId: id }));

/** A member's zone or hours are others now. Addressed to that member alone. */
export const calendarChanged = defineEvent(
  "member.calendar_changed",
  z.object({ memberId: id, memberIds: z.array(id).length(1) }),
);

/** How a member sees threads: replies under what they answer, or all in order of time. */
export const threadView = z.enum(["tree", "flat"]);
export type ThreadView = z.infer<typeof threadView>;
/** A member sees threads another way now. Addressed to them alone. */
export const threadViewChanged = defineEvent(
  "member.thread_view_changed",
  z.object({ memberIds: z.array(id).length(1) }),
);
