import { z } from "zod";
import { memberLine } from "@/features/members/contract";
import { id } from "@/kernel/ids";
import { cleanText, oneLine } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** What `#name` can be written of: letters, digits, `_`, `.` and `-`, none of the last two at its end. */
const form = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}])?$/u;

/** A channel's name; spaces become dashes. */
const channelName = oneLine(1, 60, "name")
  .transform((text) => text.replace(/\s+/g, "-"))
  .refine((text) => form.test(text), "A channel's name is made of letters, digits, dashes, dots and underscores.");

const visibility = z.enum(["public", "private"]);
const channelLevel = z.enum(["everything", "threads", "mentions", "muted"]);

export const createInput = z.object({
  id,
  name: channelName,
  purpose: cleanText(0, 500, "purpose").default(""),
  visibility: visibility.default("public"),
});
export type CreateInput = z.infer<typeof createInput>;

/** What is absent stays as it is. */
export const updateInput = z
  .object({ channelId: id, name: channelName.optional(), purpose: cleanText(0, 500, "purpose").optional() })
  .refine(({ name, purpose }) => name !== undefined || purpose !== undefined, "There is nothing to change.");
export type UpdateInput = z.infer<typeof updateInput>;
export const visibilityInput = z.object({ channelId: id, visibility });
export const archiveInput = z.object({ channelId: id, archived: z.boolean() });
export const levelInput = z.object({ channelId: id, level: channelLevel });

export const channelInput = z.object({ channelId: id });
export const channelMemberInput = z.object({ channelId: id, memberId: id });

export const channelGroupInput = z.object({ channelId: id, groupId: id });
/** How many came in with a group, and how many guests of it did not: they are let in one by one. */
export const groupAdded = z.object({ added: z.number(), guests: z.number() });
export type GroupAdded = z.infer<typeof groupAdded>;

/** A channel as one member sees it. */
const channelBase = z.object({
  id,
  name: z.string(),
  purpose: z.string(),
  visibility,
  joined: z.boolean(),
  /** What I want of it; null unless I joined. */
  level: channelLevel.nullable(),
  /** It is read and searched, and nobody writes in it. */
  archived: z.boolean(),
});

/** A channel by itself. `mayChange`: its name, purpose and default people; `mayGovern`: who sees it, and its end. */
export const channelView = channelBase.extend({ mayChange: z.boolean(), mayGovern: z.boolean() });
export type ChannelView = z.infer<typeof channelView>;

/**
 * A channel as a line of a list. `unread`: whether one of its recently active threads holds a post that I have not read;
 * false unless I joined. `sectionId` and `position` say where I keep it.
 */
const channelLine = channelBase.extend({ unread: z.boolean(), sectionId: id.nullable(), position: z.number() });
export type ChannelLine = z.infer<typeof channelLine>;

/**
 * `joined`: mine alone (true), those that I have not joined (false), or all that I see. Archived ones are listed by
 * themselves. `text` is part of a name.
 */
export const listInput = z.object({
  joined: z.boolean().optional(),
  archived: z.boolean().default(false),
  text: cleanText(0, 80, "text").optional(),
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListInput = z.infer<typeof listInput>;

export const channelPage = z.object({ items: z.array(channelLine), next: z.string().nullable() });
export type ChannelPage = z.infer<typeof channelPage>;

const person = z.object({ id, name: z.string(), pictureId: id.nullable() });

/** What stands about a channel beside its name, as far as I may know of its people. */
export const channelAbout = z.object({
  /** Null when I may not know of them. */
  maker: person.nullable(),
  createdAt: z.number(),
  members: z.number(),
  threads: z.number(),
  /** Who follows every new thread from its start. */
  defaults: z.array(person),
});
export type ChannelAbout = z.infer<typeof channelAbout>;

export const peopleInput = z.object({
  channelId: id,
  /** Part of a name or handle; without it everybody. */
  text: cleanText(0, 80, "text").optional(),
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type PeopleInput = z.infer<typeof peopleInput>;
export const peoplePage = z.object({ items: z.array(memberLine), next: z.string().nullable() });

const sectionName = oneLine(1, 40, "name");
export const section = z.object({ id, name: z.string() });
export type Section = z.infer<typeof section>;
/** The id is made by the client: the same call again is the same section. */
export const sectionInput = z.object({ id, name: sectionName });
export const sectionIdInput = z.object({ id });
/** `beforeId` is the one that it shall stand before; null puts it last. */
export const sectionMoveInput = z.object({ id, beforeId: id.nullable() });
/** Where I keep a channel of mine: under a section or none, before another of the same section or last. */
export const moveInput = z.object({ channelId: id, sectionId: id.nullable(), beforeId: id.nullable() });
export type MoveInput = z.infer<typeof moveInput>;

export const channelCreated = defineEvent("channel.created", z.object({ channelId: id }));
export const channelJoined = defineEvent("channel.joined", z.object({ channelId: id, memberId: id }));
export const channelLeft = defineEvent("channel.left", z.object({ channelId: id, memberId: id }));

/** Its name or purpose is another now. */
export const channelChanged = defineEvent("channel.changed", z.object({ channelId: id }));
/** It was archived, or taken back. */
export const channelArchived = defineEvent("channel.archived", z.object({ channelId: id, archived: z.boolean() }));
/** Other people follow its new threads from the start. */
export const defaultsChanged = defineEvent("channel.defaults_changed", z.object({ channelId: id }));
/**
 * Some public channel is private now, or the other way round. It names none: whoever sees it no more has to hear of it
 * too, and all that anybody may be shown by it is asked for anew.
 */
export const visibilityChanged = defineEvent("channel.visibility_changed", z.object({}));
/** What a member wants of a channel. Addressed to them alone. */
export const levelChanged = defineEvent(
  "channel.level_changed",
  z.object({ channelId: id, memberIds: z.array(id).length(1) }),
);
/** How a member arranges their channels. Addressed to them alone. */
export const channelsArranged = defineEvent("channel.arranged", z.object({ memberIds: z.array(id).length(1) }));
