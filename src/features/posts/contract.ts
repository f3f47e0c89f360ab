import { z } from "zod";
import { person } from "@/features/threads/contract";
import { id } from "@/kernel/ids";
import { postBody } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** How many people one post may name. */
export const RECIPIENTS_LIMIT = 50;

/** The id is made by the client: the same call again is the same post. `parentId` null answers the thread itself. */
export const addInput = z.object({ id, threadId: id, parentId: id.nullable().default(null), body: postBody });
export type AddInput = z.infer<typeof addInput>;

/** What the author learns of their post once it is kept. */
export const added = z.object({ id, threadId: id, number: z.number(), createdAt: z.number() });
export type Added = z.infer<typeof added>;

/** `cursor` is the number of the first post wanted: the first page has none. */
export const pageInput = z.object({
  threadId: id,
  cursor: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type PageInput = z.infer<typeof pageInput>;

const postView = z.object({
  id,
  number: z.number(),
  parentId: id.nullable(),
  author: person,
  at: z.number(),
  /** Rendered, with its references as I may see them; empty when it was deleted. */
  html: z.string(),
  /** A tombstone: what was said is gone, its place in the tree stays. */
  deleted: z.boolean(),
});
export type PostView = z.infer<typeof postView>;

/** Posts in order of their numbers. `next` is the number to go on from, null at the end. */
export const postPage = z.object({ items: z.array(postView), next: z.number().nullable() });
export type PostPage = z.infer<typeof postPage>;

/** Of how many posts one outline tells. */
export const OUTLINE_SIZE = 2_000;

export const outlineInput = z.object({
  threadId: id,
  /** The number of the first post wanted. */
  cursor: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .default(1),
});
export type OutlineInput = z.infer<typeof outlineInput>;

/**
 * The shape of a thread, without its words: of the posts numbered from `from` on, which each answers (the number of that
 * post, 0 for the thread itself) and who wrote it (a place in `people`). `next` is the number to go on from, null at the end.
 */
export const outline = z.object({
  from: z.number(),
  parents: z.array(z.number()),
  authors: z.array(z.number()),
  people: z.array(person),
  next: z.number().nullable(),
});
export type Outline = z.infer<typeof outline>;

export const placeInput = z.object({ id });
/** Where a post stands, for its permalink. */
export const place = z.object({ threadId: id, channelId: id, number: z.number(), direct: z.boolean() });
export type Place = z.infer<typeof place>;

export const previewInput = z.object({ body: postBody });
export const previewed = z.object({ html: z.string() });

/** A reply; an opening post is `thread.started`. */
export const postAdded = defineEvent(
  "post.added",
  z.object({
    ...{ postId: id, threadId: id, channelId: id, parentId: id.nullable() },
    mentionedIds: z.array(id),
    // Events from before there were groups name none.
    groupIds: z.array(id).default([]),
    /** A message of a conversation. */
    direct: z.boolean().default(false),
  }),
);
