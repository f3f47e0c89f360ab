import { z } from "zod";
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

export const channelInput = z.object({ channelId: id });
export const channelMemberInput = z.object({ channelId: id, memberId: id });

export const channelGroupInput = z.object({ channelId: id, groupId: id });
/** How many came in with a group, and how many guests of it did not: they are let in one by one. */
export const groupAdded = z.object({ added: z.number(), guests: z.number() });
export type GroupAdded = z.infer<typeof groupAdded>;

/** A channel as one member sees it. */
export const channelView = z.object({
  id,
  name: z.string(),
  purpose: z.string(),
  visibility,
  joined: z.boolean(),
  /** What I want of it; null unless I joined. */
  level: channelLevel.nullable(),
});
export type ChannelView = z.infer<typeof channelView>;

/** `unread`: whether one of its recently active threads holds a post that I have not read. False unless I joined. */
const channelLine = channelView.extend({ unread: z.boolean() });
export type ChannelLine = z.infer<typeof channelLine>;

/** `joined`: mine alone (true), those that I have not joined (false), or all that I see. */
export const listInput = z.object({
  joined: z.boolean().optional(),
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListInput = z.infer<typeof listInput>;

export const channelPage = z.object({ items: z.array(channelLine), next: z.string().nullable() });
export type ChannelPage = z.infer<typeof channelPage>;

export const channelCreated = defineEvent("channel.created", z.object({ channelId: id }));
export const channelJoined = defineEvent("channel.joined", z.object({ channelId: id, memberId: id }));
export const channelLeft = defineEvent("channel.left", z.object({ channelId: id, memberId: id }));
