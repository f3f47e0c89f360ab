import { z } from "zod";
import { person } from "@/features/threads/contract";
import { id } from "@/kernel/ids";
import { PEOPLE_LIMIT } from "@/kernel/limits";
import { postBody } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

const people = z
  .array(id)
  .min(1)
  .max(PEOPLE_LIMIT - 1, `A conversation has ${PEOPLE_LIMIT} people at most. For more, make a channel.`);

/**
 * Both ids are made by the client: the same call again is the same message. `id` is the conversation's where these people
 * have none yet.
 */
export const startInput = z.object({ id, postId: id, memberIds: people, body: postBody });
export type StartInput = z.infer<typeof startInput>;

/** Where the message went: into the conversation that these people had, or into a new one. */
export const started = z.object({ threadId: id, postId: id, number: z.number(), createdAt: z.number() });
export type Started = z.infer<typeof started>;

export const listInput = z.object({
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListInput = z.infer<typeof listInput>;

/** A conversation as a line of the list. */
const conversationLine = z.object({
  threadId: id,
  channelId: id,
  /** Its people's names, without mine. */
  title: z.string(),
  /** The first three of them, and how many there are. */
  people: z.array(person),
  count: z.number(),
  lastPostAt: z.number(),
  /** Who wrote the last message and how it begins; null when I may see none yet. */
  last: z.object({ author: person, excerpt: z.string() }).nullable(),
  unread: z.number(),
  muted: z.boolean(),
});
export type ConversationLine = z.infer<typeof conversationLine>;
export const conversationPage = z.object({ items: z.array(conversationLine), next: z.string().nullable() });
export type ConversationPage = z.infer<typeof conversationPage>;

export const conversationInput = z.object({ threadId: id });

/** `from_now`: what is written from then on; `all`: from the first message on. */
const history = z.enum(["all", "from_now"]);

/** Somebody of a conversation. */
const participant = person.extend({
  handle: z.string(),
  zone: z.string(),
  active: z.boolean(),
  /** Who let them in, when, and to see what; null for those with whom it began. */
  added: z.object({ by: person, at: z.number(), history }).nullable(),
});
export type Participant = z.infer<typeof participant>;

/** A conversation and everybody in it, myself too, in order of their names. */
export const conversationView = z.object({
  threadId: id,
  channelId: id,
  title: z.string(),
  /** Begun by two: nobody joins or leaves it. */
  pair: z.boolean(),
  people: z.array(participant),
});
export type ConversationView = z.infer<typeof conversationView>;

export const addInput = z.object({ threadId: id, memberIds: people, history });
export type AddInput = z.infer<typeof addInput>;

const about = z.object({ threadId: id, channelId: id, memberId: id });
export const conversationJoined = defineEvent("conversation.joined", about);
export const conversationLeft = defineEvent("conversation.left", about);
