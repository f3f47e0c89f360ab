import { z } from "zod";
import { person } from "@/features/threads/contract";
import { id } from "@/kernel/ids";
import { ranges } from "@/kernel/ranges-schema";
import { defineEvent } from "@/platform/events/define";

/** Why an entry is there: the reasons of PRODUCT.md that can put it there. */
export const entryReason = z.enum(["asked", "mentioned", "direct", "replied", "group", "following", "channel"]);

/** `open`: all that is not done; `unread`: of these, what holds something unread; `done`. */
export const listInput = z.object({
  filter: z.enum(["open", "unread", "done"]).default("open"),
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListInput = z.infer<typeof listInput>;

const entryLine = z.object({
  threadId: id,
  title: z.string(),
  channel: z.object({ id, name: z.string() }),
  /** Who wrote the newest post that I was notified of, and how it begins. */
  author: person,
  excerpt: z.string(),
  postId: id,
  postNumber: z.number(),
  reason: entryReason,
  unread: z.boolean(),
  done: z.boolean(),
  /** How many of the thread's posts I have not read. */
  unreadPosts: z.number(),
  /** The highest number of its posts now: what `done` from the list carries as `upTo`. */
  lastNumber: z.number(),
  at: z.number(),
});
export type EntryLine = z.infer<typeof entryLine>;
export const entryPage = z.object({ items: z.array(entryLine), next: z.string().nullable() });
export type EntryPage = z.infer<typeof entryPage>;

/** Where counting ends: beyond it a number says nothing but "many". */
export const COUNT_LIMIT = 100;
/** Each at most `COUNT_LIMIT`. */
export const counts = z.object({ open: z.number(), unread: z.number() });
export type Counts = z.infer<typeof counts>;

const number = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Either the ranges that were on screen, or everything up to a number. */
export const markReadInput = z.union([
  z.object({ threadId: id, ranges: ranges.min(1) }),
  z.object({ threadId: id, upTo: number }),
]);
export type MarkReadInput = z.infer<typeof markReadInput>;

export const markUnreadInput = z.object({ threadId: id, number });
/** `upTo` is the highest number that was seen: what came later stays. */
export const doneInput = z.object({ threadId: id, upTo: number });
export type DoneInput = z.infer<typeof doneInput>;
export const undoneInput = z.object({ threadId: id });

/** What I have read of a thread and how it stands in my inbox, after a change. */
export const readView = z.object({
  threadId: id,
  read: z.array(z.tuple([z.number(), z.number()])),
  inbox: z.object({ unread: z.boolean(), done: z.boolean() }).nullable(),
});
export type ReadView = z.infer<typeof readView>;

/** Entries of these members changed. Addressed to them alone. */
export const inboxChanged = defineEvent("inbox.changed", z.object({ threadId: id, memberIds: z.array(id).min(1) }));
/** What these members have read of a thread changed. Addressed to them alone. */
export const threadRead = defineEvent("thread.read", z.object({ threadId: id, memberIds: z.array(id).min(1) }));
