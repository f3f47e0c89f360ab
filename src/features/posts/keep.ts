import type { Channel, Viewer } from "@/features/channels";
import type { Thread } from "@/features/threads";
import type { Authorized } from "@/kernel/authorized";
import { AppError } from "@/kernel/errors";
import { RENDERER_VERSION, type Rendered, renderMarkdown } from "@/kernel/markdown";
import type { Read, Tx } from "@/platform/db";
import { posts } from "@/platform/db/schema";
import { indexPosts } from "@/platform/search";
import { RECIPIENTS_LIMIT } from "./contract";
import { baseUrl, lookUp, namesIn } from "./lookup";

/** What the writer of a post decides, and the number that its thread gave it. */
export type Draft = {
  id: string;
  threadId: string;
  number: number;
  parentId: string | null;
  body: string;
  createdAt: number;
};

/** Where a post stands, for the search: its channel, and the title that it opens a thread with, if it does. */
type Standing = { placeId: string; title: string };

/** Renders a text as its author's post. At most three statements. @throws AppError TOO_LARGE */
export async function render(read: Read, author: Viewer, id: string, body: string): Promise<Rendered> {
  const lookup = await lookUp(read, author, namesIn(body));
  return renderMarkdown(body, { baseUrl: baseUrl(), prefix: `p-${id}-`, lookup });
}

/** Whom a post names: members besides its author, and groups. */
type Named = { mentionedIds: string[]; groupIds: string[] };

/**
 * Renders and writes a post, and gives whom it names. `_into` is the proof that the author
 * may write there.
 * @throws AppError INVALID when it names more than 50 people, or as many groups.
 */
export async function keepPost(
  tx: Tx,
  author: Viewer,
  _into: Authorized<Channel, "post"> | Authorized<Thread, "reply">,
  draft: Draft,
  { placeId, title }: Standing,
): Promise<Named> {
  const { html, named } = await renderNamed(tx, author, draft.id, draft.body);
  await tx.insert(posts).values({ ...draft, authorId: author.id, html, rendererVersion: RENDERER_VERSION });
  await indexPosts(tx, [{ postId: draft.id, placeId, title, html }]);
  return named;
}

/**
 * Renders a text as its author's post, and says whom it names: members besides its author, and groups.
 * @throws AppError INVALID when it names more than 50 people, or as many groups.
 */
export async function renderNamed(
  tx: Tx,
  author: Viewer,
  id: string,
  body: string,
): Promise<{ html: string; named: Named }> {
  const { html, refs } = await render(tx, author, id, body);
  const mentionedIds = refs.memberIds.filter((id) => id !== author.id);
  if (mentionedIds.length > RECIPIENTS_LIMIT)
    throw new AppError(
      "INVALID",
      `This post names ${mentionedIds.length} people; ${RECIPIENTS_LIMIT} is the most. Name a few, and leave the rest to who follows.`,
      { field: "body" },
    );
  if (refs.groupIds.length > RECIPIENTS_LIMIT)
    throw new AppError(
      "INVALID",
      `This post names ${refs.groupIds.length} groups; ${RECIPIENTS_LIMIT} is the most. Name fewer.`,
      { field: "body" },
    );
  return { html, named: { mentionedIds, groupIds: refs.groupIds } };
}
