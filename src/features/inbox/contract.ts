import { z } from "zod";
import { person } from "@/features/threads/contract";
import { id } from "@/kernel/ids";
import { LAST_INSTANT } from "@/kernel/page";
import { ranges } from "@/kernel/ranges-schema";
import { defineEvent } from "@/platform/events/define";

/** Why an entry is there: the reasons of PRODUCT.md that can put it there. */
export const entryReason = z.enum(["asked", "mentioned", "direct", "replied", "group", "following", "channel"]);

/** Of whom an entry is: what somebody addressed to its reader, and the rest. */
export const toMe = ["asked", "mentioned", "direct", "replied"] as const satisfies z.infer<typeof entryReason>[];

/**
 * `open`: all that is neither done nor snoozed; `unread`: of these, what holds something unread; `snoozed`, the first to
 * wake first; `done`. `to` leaves of these what is addressed to me, or the rest.
 */
export const listInput = z.object({
  filter: z.enum(["open", "unread", "snoozed", "done"]).default("open"),
  to: z.enum(["me", "rest"]).nullish(),
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListInput = z.infer<typeof listInput>;

const entryLine = z.object({
  threadId: id,
  /** Of a conversation, its people's names. */
  title: z.string(),
  channel: z.object({ id, name: z.string(), visibility: z.enum(["public", "private", "conversation"]) }),
  /** Who wrote the newest post that I was notified of, and how it begins. */
  author: person,
  excerpt: z.string(),
  postId: id,
  postNumber: z.number(),
  reason: entryReason,
  unread: z.boolean(),
  done: z.boolean(),
  /** Until when it is out of the way; null within is until somebody answers. */
  snoozed: z.object({ until: z.number().nullable() }).nullable(),
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

/** A named time of my own calendar, a local time of my zone such as "2026-11-26T14:00", or whenever somebody else answers. */
const snoozeUntil = z
  .enum(["later", "tomorrow", "next_week", "answer"])
  .or(z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/));
export type SnoozeUntil = z.infer<typeof snoozeUntil>;

/** When the named times come by my calendar; null is not offered now. */
export const snoozeOffer = z.object({
  later: z.number().nullable(),
  tomorrow: z.number(),
  next_week: z.number().nullable(),
});
export type SnoozeOffer = z.infer<typeof snoozeOffer>;

/** How many entries one act takes. */
const TRIAGE_LIMIT = 100;

const act = z.discriminatedUnion("to", [
  z.object({ to: z.enum(["done", "undone", "read", "unread", "awake"]) }),
  z.object({ to: z.literal("snoozed"), until: snoozeUntil }),
]);
export type Act = z.infer<typeof act>;

/** One act on many entries, each with the highest number that was seen of it: what came later stays as it is. */
export const triageInput = z.object({
  act,
  entries: z.array(doneInput).min(1).max(TRIAGE_LIMIT),
});
export type TriageInput = z.infer<typeof triageInput>;

const instant = z.int().min(0).max(LAST_INSTANT);
/** An entry as it was before an act, and by which numbers the act changed what was read. */
const entryBefore = z.object({
  threadId: id,
  postNumber: number,
  unread: z.boolean(),
  done: z.boolean(),
  snoozedUntil: instant.nullable(),
  wakesOnAnswer: z.boolean(),
  at: instant,
  read: z.array(z.tuple([number, number])),
  unreadAgain: z.array(z.tuple([number, number])),
});
export type EntryBefore = z.infer<typeof entryBefore>;

/** What was done, to be taken back with `restore`, and what was not: it is not mine to see, or a newer post has called. */
export const triaged = z.object({
  changed: z.array(entryBefore),
  refused: z.array(z.object({ threadId: id, why: z.enum(["not_found", "newer"]) })),
  /** Until when they sleep; null is until somebody answers, absent where nothing was snoozed. */
  until: z.number().nullish(),
});
export type Triaged = z.infer<typeof triaged>;

export const restoreInput = z.object({
  entries: z
    .array(entryBefore.extend({ read: ranges, unreadAgain: ranges }))
    .min(1)
    .max(TRIAGE_LIMIT),
});
export type RestoreInput = z.infer<typeof restoreInput>;
export const restored = z.object({ restored: z.array(id) });

/** What I have read of a thread and how it stands in my inbox, after a change. */
export const readView = z.object({
  threadId: id,
  read: z.array(z.tuple([z.number(), z.number()])),
  inbox: z.object({ unread: z.boolean(), done: z.boolean() }).nullable(),
});
export type ReadView = z.infer<typeof readView>;

/** Entries of these members changed. Addressed to them alone. */
export const inboxChanged = defineEvent("inbox.changed", z.object({ threadId: id, memberIds: z.array(id).min(1) }));
/** Entries of many threads changed at once. */
export const manyChanged = defineEvent(
  "inbox.many_changed",
  z.object({ threadIds: z.array(id).min(1), memberIds: z.array(id).min(1) }),
);
/** What they have read of many threads changed at once. */
export const manyRead = defineEvent(
  "thread.many_read",
  z.object({ threadIds: z.array(id).min(1), memberIds: z.array(id).min(1) }),
);
/** What these members have read of a thread changed. Addressed to them alone. */
export const threadRead = defineEvent("thread.read", z.object({ threadId: id, memberIds: z.array(id).min(1) }));
