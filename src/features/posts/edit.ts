import { and, desc, eq } from "drizzle-orm";
import { retitleThread } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { RENDERER_VERSION } from "@/kernel/markdown";
import { refsIn } from "@/kernel/refs";
import type { Tx } from "@/platform/db";
import { postRevisions, posts } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { reindexPosts } from "@/platform/search";
import { type Edited, type EditInput, postEdited, UNDO_MS, type UndoEditInput } from "./contract";
import { renderNamed } from "./keep";
import { accessPost, type Post } from "./policy";
import { undoableUntil } from "./undo";

type Text = { body: string; title: string | null };

/**
 * Gives a post another text, and, of an opening post, its thread another title; what they were is kept as a revision. The
 * same call again is the same edit; one that changes nothing does nothing.
 * @throws AppError NOT_FOUND when the actor may not read it any more, FORBIDDEN for another's, CONFLICT (with
 * `version`, the one that stands) when the actor changed it elsewhere meanwhile, when it is deleted or its thread locked,
 * INVALID for the title of a reply.
 */
export async function editPost(tx: Tx, actor: Actor, input: EditInput): Promise<Edited> {
  const post = await accessPost(tx, actor, input.id, "edit");
  const before = textOf(post);
  if (input.title !== undefined && before.title === null)
    throw new AppError("INVALID", "Only the opening post of a thread has its title.", { field: "title" });
  const after = { body: input.body, title: input.title ?? before.title };
  const last = await lastRevision(tx, post.id);
  const stands = before.body === after.body && before.title === after.title;
  if (stands && (input.version === versionOf(post) || input.version === last?.at)) return said(post, actor);
  assertSeen(post, input.version);

  // Never the same instant twice: it names the version.
  const editedAt = Math.max(now(), versionOf(post) + 1);
  await tx.insert(postRevisions).values({
    ...{ postId: post.id, number: (last?.number ?? 0) + 1, body: post.body, title: before.title },
    at: versionOf(post),
  });
  await write(tx, actor, post, after, editedAt);
  return { id: post.id, threadId: post.threadId, version: editedAt, undoUntil: editedAt + UNDO_MS };
}

/**
 * Takes an edit back, within ten minutes: what the post said before stands again, and nothing of the edit is kept. The
 * same call again changes nothing.
 * @throws AppError as `editPost`; CONFLICT when the edit is older, or was edited since.
 */
export async function undoEdit(tx: Tx, actor: Actor, { id, version }: UndoEditInput): Promise<Edited> {
  const post = await accessPost(tx, actor, id, "edit");
  const last = await lastRevision(tx, id);
  // Versions rise with each edit and fall by being taken back alone.
  if (version > versionOf(post)) return said(post, actor);
  assertSeen(post, version);
  if (!last || undoableUntil(post, actor.id) === null)
    throw new AppError("CONFLICT", "An edit can be taken back for ten minutes. Edit the post again instead.");
  await tx.delete(postRevisions).where(and(eq(postRevisions.postId, id), eq(postRevisions.number, last.number)));
  const editedAt = last.number === 1 ? null : last.at;
  const title = last.title ?? textOf(post).title;
  await write(tx, actor, post, { body: last.body, title }, editedAt);
  return said({ ...post, editedAt }, actor);
}

/** When the text was written that stands now. */
const versionOf = (post: Pick<Post, "editedAt" | "createdAt">): number => post.editedAt ?? post.createdAt;

const textOf = (post: Post): Text => ({
  body: post.body,
  // A conversation has no title.
  title: post.number === 1 && post.thread.title !== "" ? post.thread.title : null,
});

const said = (post: Post, { id }: Actor): Edited => ({
  ...{ id: post.id, threadId: post.threadId, version: versionOf(post) },
  undoUntil: undoableUntil(post, id),
});

function assertSeen(post: Post, version: number): void {
  if (version === versionOf(post)) return;
  throw new AppError(
    "CONFLICT",
    "You changed this post in another window meanwhile. Both texts are kept: look at the other one before you save.",
    { version: versionOf(post) },
  );
}

async function lastRevision(tx: Tx, postId: string) {
  const [last] = await tx
    .select()
    .from(postRevisions)
    .where(eq(postRevisions.postId, postId))
    .orderBy(desc(postRevisions.number))
    .limit(1);
  return last;
}

/** Writes the text and says whom it names that the one before did not, and the other way round. */
async function write(
  tx: Tx,
  actor: Actor,
  post: Authorized<Post, "edit">,
  { body, title }: Text,
  editedAt: number | null,
): Promise<void> {
  const was = refsIn(post.html);
  const { html, named } = await renderNamed(tx, actor, post.id, body);
  await tx.update(posts).set({ body, html, rendererVersion: RENDERER_VERSION, editedAt }).where(eq(posts.id, post.id));
  const retitled = title !== null && title !== post.thread.title;
  if (retitled) await retitleThread(tx, post, title);
  await reindexPosts(tx, [post.id]);
  const without = (ids: string[], those: string[]) => ids.filter((id) => !those.includes(id) && id !== post.authorId);
  await emit(
    tx,
    postEdited({
      ...{ postId: post.id, threadId: post.threadId, channelId: post.thread.channelId, retitled },
      addedIds: without(named.mentionedIds, was.memberIds),
      removedIds: without(was.memberIds, named.mentionedIds),
      addedGroupIds: without(named.groupIds, was.groupIds),
      removedGroupIds: without(was.groupIds, named.groupIds),
    }),
    actor,
  );
}
