import { and, eq, inArray } from "drizzle-orm";
import { conversationNames } from "@/features/channels";
import { readerFor, shownHtml } from "@/features/posts";
import type { Reader } from "@/kernel/refs";
import type { Tx } from "@/platform/db";
import { mailedPosts, members, posts } from "@/platform/db/schema";
import { type ChosenSection, type ChosenThread, choose } from "./choice";
import type { Addressee, Candidate } from "./pending";

export type ModelPost = { at: number; author: string; inFull: boolean; html: string };
export type ModelThread = Omit<ChosenThread, "shown"> & { shown: ModelPost[] };

/** Everything that a digest says, before it is put into a language. */
export type DigestModel = {
  to: { name: string; locale: string; zone: string };
  team: string;
  at: number;
  /** `asked_for`: made on the host's request, not because a day began. */
  cause: "day_began" | "asked_for";
  sections: (Omit<ChosenSection, "threads"> & { threads: ModelThread[] })[];
  reader: Reader;
};

/** Chooses what is told and reads its words as the addressee may see them now. A constant number of statements. */
export async function modelOf(
  tx: Tx,
  to: Addressee,
  told: Candidate[],
  { at, cause }: Pick<DigestModel, "at" | "cause">,
): Promise<{ model: DigestModel; fullPostIds: string[] }> {
  const ids = told.map(({ postId }) => postId);
  const mailed = await tx
    .select({ postId: mailedPosts.postId })
    .from(mailedPosts)
    .where(and(eq(mailedPosts.memberId, to.id), inArray(mailedPosts.postId, ids)));
  const names = await conversationNames(
    tx,
    to,
    told.flatMap(({ direct, channelId }) => (direct ? [channelId] : [])),
  );
  const called = told.map((post) => (post.direct ? { ...post, title: names(post.channelId).title } : post));
  const sections = choose(called, new Set(mailed.map(({ postId }) => postId)));

  const shown = sections.flatMap(({ threads }) => threads.flatMap((thread) => thread.shown));
  const words = await tx
    .select({ id: posts.id, html: shownHtml, author: members.name })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      inArray(
        posts.id,
        shown.map(({ postId }) => postId),
      ),
    );
  const byId = new Map(words.map((row) => [row.id, row]));
  const reader = await readerFor(
    tx,
    to,
    words.map(({ html }) => html),
  );
  const filled = sections.map((section) => ({
    ...section,
    threads: section.threads.map((thread) => ({
      ...thread,
      shown: thread.shown.map(({ postId, at, inFull }) => {
        const { html = "", author = "" } = byId.get(postId) ?? {};
        return { at, inFull, html, author };
      }),
    })),
  }));
  const { name, locale, calendar, team } = to;
  return {
    model: { to: { name, locale, zone: calendar.zone }, team, at, cause, sections: filled, reader },
    fullPostIds: shown.filter(({ inFull }) => inFull).map(({ postId }) => postId),
  };
}
