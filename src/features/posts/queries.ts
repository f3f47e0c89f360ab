import { and, asc, eq, gte, lte } from "drizzle-orm";
import { type Viewer, visiblePosts } from "@/features/channels";
import { accessThread } from "@/features/threads";
import { notFound } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import { resolveRefs } from "@/kernel/refs";
import type { Read } from "@/platform/db";
import { channels, members, posts, threads } from "@/platform/db/schema";
import type { PageInput, Place, PostPage } from "./contract";
import { shownHtml } from "./excerpt";
import { render } from "./keep";
import { readerFor } from "./reader";
import { undoableUntil } from "./undo";

/** How much HTML one page holds, in UTF-16 units; a single post larger than that stands alone on its page. */
const PAGE_SIZE = 400_000;

/**
 * A page of a thread's posts in order of their numbers, with references as the viewer may see them. Two statements, and
 * those of `readerFor`.
 * @throws AppError NOT_FOUND
 */
export async function listPosts(read: Read, viewer: Viewer, { threadId, cursor, limit }: PageInput): Promise<PostPage> {
  const { firstNumber } = await accessThread(read, viewer, threadId, "read");
  // Numbers have no holes: what a reader may not see leaves its place on its page.
  const first = cursor ?? firstNumber;
  const end = first + limit;
  const rows = await read
    .select({
      id: posts.id,
      number: posts.number,
      parentId: posts.parentId,
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      at: posts.createdAt,
      html: shownHtml,
      ...{ editedAt: posts.editedAt, deletedAt: posts.deletedAt, deletedById: posts.deletedById },
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.threadId, threadId), gte(posts.number, Math.max(first, firstNumber)), lte(posts.number, end)))
    .orderBy(asc(posts.number))
    .limit(limit + 1);

  const here = rows.filter(({ number }) => number < end);
  const fitting = here.slice(0, fit(here.map(({ html }) => html.length)));
  const reader = await readerFor(
    read,
    viewer,
    fitting.map(({ html }) => html),
  );
  return {
    items: fitting.map(({ deletedAt, deletedById, ...row }) => ({
      ...row,
      html: resolveRefs(row.html, reader),
      deleted: deletedAt !== null,
      deletedBy: deletedById === null ? null : deletedById === row.author.id ? "author" : "team",
      undoUntil: undoableUntil({ ...row, authorId: row.author.id, deletedAt, deletedById }, viewer.id),
    })),
    next: rows[fitting.length]?.number ?? (end < firstNumber ? firstNumber : null),
  };
}

/** How many of these sizes, in order, make a page: at least one. */
function fit(sizes: number[]): number {
  let total = 0;
  const over = sizes.findIndex((size, index) => {
    total += size;
    return index > 0 && total > PAGE_SIZE;
  });
  return over === -1 ? sizes.length : over;
}

/** Where a post stands. One statement. @throws AppError NOT_FOUND */
export async function placeOf(read: Read, viewer: Viewer, id: string): Promise<Place> {
  const [row] = await read
    .select({
      threadId: posts.threadId,
      channelId: threads.channelId,
      number: posts.number,
      visibility: channels.visibility,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(posts.id, id), visiblePosts(viewer)));
  if (!row) throw notFound("post");
  const { visibility, ...where } = row;
  return { ...where, direct: visibility === "conversation" };
}

/** What a text will look like to its author once it is posted. */
export async function previewPost(read: Read, author: Viewer, body: string): Promise<{ html: string }> {
  const { html } = await render(read, author, newId(), body);
  return { html: resolveRefs(html, await readerFor(read, author, [html])) };
}
