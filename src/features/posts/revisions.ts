import { and, desc, eq, lt } from "drizzle-orm";
import type { Viewer } from "@/features/channels";
import { notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { members, postRevisions } from "@/platform/db/schema";
import type { Revision, RevisionPage, RevisionsInput, Source } from "./contract";
import { lookUp, namesIn } from "./lookup";
import { accessPost } from "./policy";
import { veiled } from "./typed";

/** How much text one page holds, in UTF-16 units; its names are looked for on the main loop. Two texts are always there. */
const PAGE_SIZE = 100_000;

/** A post as its author wrote it. One statement. @throws AppError as `accessPost` for `edit`. */
export async function sourceOf(read: Read, actor: Viewer, id: string): Promise<Source> {
  const { body, number, createdAt, editedAt, thread } = await accessPost(read, actor, id, "edit");
  return { id, version: editedAt ?? createdAt, body, title: number === 1 ? thread.title || null : null };
}

/**
 * What a post says and said before, the newest first, for whoever may read it. Names that its author may know and the
 * reader may not are left out, as they are from the post. Three statements, and those of two look-ups.
 * @throws AppError NOT_FOUND, also for a post that was deleted.
 */
export async function listRevisions(read: Read, viewer: Viewer, input: RevisionsInput): Promise<RevisionPage> {
  const { id, cursor, limit } = input;
  const post = await accessPost(read, viewer, id, "read");
  if (post.deletedAt !== null) throw notFound("post");
  const rows = await read
    .select()
    .from(postRevisions)
    .where(and(eq(postRevisions.postId, id), cursor ? lt(postRevisions.number, cursor) : undefined))
    .orderBy(desc(postRevisions.number))
    .limit(limit + 1);
  const title = post.number === 1 ? post.thread.title || null : null;
  const present = { number: (rows[0]?.number ?? 0) + 1, at: post.editedAt ?? post.createdAt, body: post.body, title };
  const all = cursor ? rows : [present, ...rows];

  let size = 0;
  const fitting = all.slice(0, limit).filter(({ body }, index) => {
    size += body.length;
    return index < 2 || size <= PAGE_SIZE;
  });
  const hide = await hiddenFrom(read, viewer, post.authorId, fitting);
  const items = fitting.map(({ body, number, at, title }): Revision => ({ number, at, title, text: hide(body) }));
  return { items, next: all.length > fitting.length ? fitting.at(-1)!.number : null };
}

/** What leaves out of these texts the names that the viewer may not know. Its author may know all of them. */
async function hiddenFrom(
  read: Read,
  viewer: Viewer,
  authorId: string,
  texts: readonly { body: string }[],
): Promise<(text: string) => string> {
  if (viewer.id === authorId) return (text) => text;
  const refs = texts.map(({ body }) => namesIn(body));
  const names = {
    handles: [...new Set(refs.flatMap(({ handles }) => handles))],
    channels: [...new Set(refs.flatMap(({ channels }) => channels))],
  };
  if (names.handles.length + names.channels.length === 0) return (text) => text;
  const [author] = await read
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(eq(members.id, authorId));
  const meant = await lookUp(read, author!, names);
  const known = await lookUp(read, viewer, names);
  const hidden = (kind: "members" | "groups" | "channels") =>
    [...(meant[kind] ?? [])].filter(([key, id]) => known[kind]?.get(key) !== id).map(([key]) => key);
  return veiled(new Set([...hidden("members"), ...hidden("groups")]), new Set(hidden("channels")));
}
