import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { conversationNames, type Viewer, visiblePlaces, visiblePosts } from "@/features/channels";
import { readerFor } from "@/features/posts";
import { plainText } from "@/kernel/plain-text";
import { readSearch } from "@/kernel/search-words";
import type { Read } from "@/platform/db";
import { channels, members, posts, searchDocuments, threads } from "@/platform/db/schema";
import { holds, searchIndex } from "@/platform/search";
import type { HitPage, SearchInput } from "./contract";
import { markedExcerpt } from "./excerpt";

/** How much of a post's HTML is read for its excerpt. */
const READ = 12_000;

/**
 * One page of the posts that hold every word of a text and that a member may read, the newest first. The index is asked
 * for their places alone; who may read what is asked of the rows all the same. Two statements, and those of
 * `conversationNames` and `readerFor`.
 */
export async function findPosts(read: Read, viewer: Viewer, { text, cursor, limit }: SearchInput): Promise<HitPage> {
  const wanted = readSearch(text);
  if (wanted.phrases.length === 0) return { items: [], next: null };
  const places = await read.select({ id: channels.id }).from(channels).where(visiblePlaces(viewer));
  if (places.length === 0) return { items: [], next: null };
  const rows = await read
    .select({
      document: searchDocuments.id,
      postId: posts.id,
      number: posts.number,
      threadId: threads.id,
      title: threads.title,
      place: { id: channels.id, name: channels.name, visibility: channels.visibility },
      author: { id: members.id, name: members.name, pictureId: members.pictureId },
      at: posts.createdAt,
      html: sql<string>`substr(${posts.html}, 1, ${sql.raw(String(READ))})`,
    })
    .from(searchIndex)
    .innerJoin(searchDocuments, eq(searchDocuments.id, searchIndex.id))
    .innerJoin(posts, eq(posts.id, searchDocuments.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      and(
        holds(
          wanted,
          places.map(({ id }) => id),
        ),
        cursor ? lt(searchIndex.id, cursor) : undefined,
        visiblePosts(viewer),
        isNull(posts.deletedAt),
      ),
    )
    .orderBy(desc(searchIndex.id))
    .limit(limit + 1);

  const shown = rows.slice(0, limit);
  const reader = await readerFor(
    read,
    viewer,
    shown.map(({ html }) => html),
  );
  const direct = shown.filter(({ place }) => place.visibility === "conversation");
  const names = await conversationNames(
    read,
    viewer,
    direct.map(({ place }) => place.id),
  );
  return {
    items: shown.map(({ document: _, html, ...hit }) => ({
      ...hit,
      title: hit.place.visibility === "conversation" ? names(hit.place.id).title : hit.title,
      ...markedExcerpt(plainText(html, reader), wanted),
    })),
    next: rows.length > limit ? (shown.at(-1)?.document ?? null) : null,
  };
}
