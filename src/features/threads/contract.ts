import { z } from "zod";
import { id } from "@/kernel/ids";
import { oneLine, postBody } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** A thread's title: one line, 200 characters at most. */
export const title = oneLine(1, 200, "title");

/** Who is named beside what they wrote. */
export const person = z.object({ id, name: z.string(), pictureId: id.nullable() });

/** Both ids are made by the client: the same call again is the same thread. */
export const startInput = z.object({ id, postId: id, channelId: id, title, body: postBody });
export type StartInput = z.infer<typeof startInput>;
export const started = z.object({ id, postId: id, channelId: id, createdAt: z.number() });
export type Started = z.infer<typeof started>;

export const listInput = z.object({
  channelId: id,
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListInput = z.infer<typeof listInput>;

/** How many threads stand pinned at the head of a channel. */
export const PINS_LIMIT = 5;

/** A thread as a line of its channel. */
const threadLine = z.object({
  id,
  title: z.string(),
  state: z.enum(["open", "concluded"]),
  locked: z.boolean(),
  author: person,
  /** Who wrote last, when, and how that begins. */
  lastAuthor: person,
  lastPostAt: z.number(),
  excerpt: z.string(),
  posts: z.number(),
  /** How many of its posts I have not read. */
  unread: z.number(),
});
export type ThreadLine = z.infer<typeof threadLine>;
/** `pinned` stand above all others, the latest pinned first, and come with the first page alone. */
export const threadPage = z.object({
  pinned: z.array(threadLine),
  items: z.array(threadLine),
  next: z.string().nullable(),
});
export type ThreadPage = z.infer<typeof threadPage>;

export const threadInput = z.object({ id });

export const lockInput = z.object({ id, locked: z.boolean() });
export type LockInput = z.infer<typeof lockInput>;
export const locked = z.object({ id, locked: z.boolean() });
export type Locked = z.infer<typeof locked>;

export const pinInput = z.object({ id, pinned: z.boolean() });
export type PinInput = z.infer<typeof pinInput>;
export const pinned = z.object({ id, pinned: z.boolean() });
export type Pinned = z.infer<typeof pinned>;

export const moveInput = z.object({ id, channelId: id });
export type MoveInput = z.infer<typeof moveInput>;
export const moved = z.object({ id, channelId: id });
export type Moved = z.infer<typeof moved>;

/** The head of a thread, as one member sees it. */
export const threadHead = z.object({
  id,
  title: z.string(),
  state: z.enum(["open", "concluded"]),
  /** Nobody writes in it. */
  locked: z.boolean(),
  pinned: z.boolean(),
  /** What I may do to it. */
  may: z.object({ lock: z.boolean(), pin: z.boolean(), move: z.boolean() }),
  channel: z.object({
    ...{ id, name: z.string(), visibility: z.enum(["public", "private", "conversation"]) },
    /** Nobody writes in it any more. */
    archived: z.boolean(),
  }),
  author: person,
  createdAt: z.number(),
  lastPostAt: z.number(),
  /** The highest number given to a post so far. */
  lastNumber: z.number(),
  /** That of the first post that I may read: 1, but in a conversation that I was let into later. */
  firstNumber: z.number(),
  /** Those who wrote in it, in order of their first post: the first five, and how many there are. */
  people: z.object({ first: z.array(person), count: z.number() }),
  /** My own tie; null when there is none. `until` is the end of a mute. */
  follow: z.object({ state: z.enum(["following", "not_following", "muted"]), until: z.number().nullable() }).nullable(),
  /** The numbers of the posts that I have read, as closed ranges. */
  read: z.array(z.tuple([z.number(), z.number()])),
  /** My inbox entry; null when it never entered. */
  inbox: z.object({ unread: z.boolean(), done: z.boolean() }).nullable(),
});
export type ThreadHead = z.infer<typeof threadHead>;

export const threadStarted = defineEvent(
  "thread.started",
  z.object({
    ...{ threadId: id, channelId: id, postId: id },
    mentionedIds: z.array(id),
    // Events from before there were groups name none.
    groupIds: z.array(id).default([]),
  }),
);

export const threadLocked = defineEvent(
  "thread.locked",
  z.object({ threadId: id, channelId: id, locked: z.boolean() }),
);
export const threadPinned = defineEvent(
  "thread.pinned",
  z.object({ threadId: id, channelId: id, pinned: z.boolean() }),
);
/** A thread is in this channel now: for those who see it there. */
export const threadMoved = defineEvent("thread.moved", z.object({ threadId: id, channelId: id }));
/**
 * A thread is in this channel no more: for those who see the channel. It bears another name here, since what is about
 * a `threadId` is told to those who see the thread now.
 */
export const threadLeft = defineEvent("thread.left", z.object({ leftId: id, channelId: id }));
