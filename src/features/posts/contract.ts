import { z } from "zod";
import { person, title } from "@/features/threads/contract";
import { MINUTE } from "@/kernel/clock";
import { id } from "@/kernel/ids";
import { postBody } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** How many people one post may name. */
export const RECIPIENTS_LIMIT = 50;

/** For how long whoever edited or deleted a post can take that back. */
export const UNDO_MS = 10 * MINUTE;

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
  /** Whether its author deleted it, or somebody who looks after the team; null when it was erased, or still stands. */
  deletedBy: z.enum(["author", "team"]).nullable(),
  /** When the present text was written, unless that is how it first was: with `at` it names the version that an edit saw. */
  editedAt: z.number().nullable(),
  /** Until when I can take back my last edit or my deleting; null when I cannot. */
  undoUntil: z.number().nullable(),
});
export type PostView = z.infer<typeof postView>;

/** Posts in order of their numbers. `next` is the number to go on from, null at the end. */
export const postPage = z.object({ items: z.array(postView), next: z.number().nullable() });
export type PostPage = z.infer<typeof postPage>;

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

/**
 * `version` is when the text was written that the editor saw (`editedAt`, or `at` of a post that never was): whoever edits
 * what another of their browsers changed meanwhile is refused. `title`, of an opening post, is the thread's from then on.
 */
export const editInput = z.object({ id, version: z.number().int(), body: postBody, title: title.optional() });
export type EditInput = z.infer<typeof editInput>;
/** `version` is the one that is taken back. */
export const undoEditInput = z.object({ id, version: z.number().int() });
export type UndoEditInput = z.infer<typeof undoEditInput>;
/** The version that stands from then on, and until when that can be taken back. */
export const edited = z.object({ id, threadId: id, version: z.number(), undoUntil: z.number().nullable() });
export type Edited = z.infer<typeof edited>;

export const postInput = z.object({ id });
export const deleted = z.object({ id, threadId: id, undoUntil: z.number().nullable() });
export type Deleted = z.infer<typeof deleted>;

/** A post as its author wrote it, to be edited. `title` is the thread's, of its opening post. */
export const source = z.object({ id, version: z.number(), body: z.string(), title: z.string().nullable() });
export type Source = z.infer<typeof source>;

/** `cursor` is the number of the oldest revision that came. */
export const revisionsInput = z.object({
  id,
  cursor: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .nullish(),
  limit: z.int().min(2).max(20).default(10),
});
export type RevisionsInput = z.infer<typeof revisionsInput>;
const revision = z.object({
  /** 1 is how it was first written. */
  number: z.number(),
  /** When this text was written. */
  at: z.number(),
  /** Markdown; names that the reader may not know are left out. */
  text: z.string(),
  /** The thread's title with it, of an opening post. */
  title: z.string().nullable(),
});
export type Revision = z.infer<typeof revision>;
/** What a post says and said, the newest first. `next` is null when the first text is among them. */
export const revisionPage = z.object({ items: z.array(revision), next: z.number().nullable() });
export type RevisionPage = z.infer<typeof revisionPage>;

/** What a post says is another now, or, taken back, what it said before. The added and the removed are whom it names. */
export const postEdited = defineEvent(
  "post.edited",
  z.object({
    ...{ postId: id, threadId: id, channelId: id },
    ...{ addedIds: z.array(id), removedIds: z.array(id), addedGroupIds: z.array(id), removedGroupIds: z.array(id) },
    /** Whether the thread's title is another, too. */
    retitled: z.boolean(),
  }),
);

const onePost = z.object({ postId: id, threadId: id, channelId: id });
export const postDeleted = defineEvent("post.deleted", onePost);
export const postRestored = defineEvent("post.restored", onePost);

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
