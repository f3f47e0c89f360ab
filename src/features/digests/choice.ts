import { type Reason, reasons } from "@/features/notifications/contract";

/** What a digest knows of a post before it reads its words. */
export type Waiting = {
  reason: Reason;
  threadId: string;
  title: string;
  channelName: string;
  /** It is a message of a conversation. */
  direct: boolean;
  postId: string;
  number: number;
  authorId: string;
  at: number;
  /** Length of its HTML. */
  size: number;
};

export type SectionKind = "called" | "messages" | "following" | "new";
export const sectionKinds: readonly SectionKind[] = ["called", "messages", "following", "new"];

/** A thread in a digest. Of its unread posts `shown` are in it, each in full or as an excerpt; `more` are not. */
export type ChosenThread = {
  threadId: string;
  title: string;
  channelName: string;
  direct: boolean;
  /** The strongest reason that a post of it came for. */
  reason: Reason;
  unread: number;
  shown: { postId: string; authorId: string; at: number; inFull: boolean }[];
  more: number;
};

export type ChosenSection = { kind: SectionKind; threads: ChosenThread[]; older: number };

const CAPS: Record<SectionKind, number> = { called: 8, messages: 8, following: 8, new: 5 };
/** A thread with more unread posts than this is told of by one excerpt. */
const FULL_POSTS = 3;
/** In characters of HTML: with its markup a digest stays under the 100 KB at which mail programs cut. */
const FULL_POST = 8_000;
const FULL_TOTAL = 36_000;

function kindOf({ reason, direct }: Waiting): SectionKind {
  if (direct) return "messages";
  return reason === "following" ? "following" : reason === "channel" ? "new" : "called";
}

/**
 * Chooses what a digest shows of the posts that wait: what calls its reader first, then messages, then threads they follow, then new
 * ones, the newest thread of each first. `mailed` went in full by an earlier mail and does so only once.
 */
export function choose(waiting: readonly Waiting[], mailed: ReadonlySet<string>): ChosenSection[] {
  const byThread = new Map<string, Waiting[]>();
  for (const post of once(waiting)) byThread.set(post.threadId, [...(byThread.get(post.threadId) ?? []), post]);
  const groups = [...byThread.values()].map((posts) => posts.sort((a, b) => a.number - b.number));

  let left = FULL_TOTAL;
  return sectionKinds.flatMap((kind) => {
    const mine = groups.filter((posts) => kindOf(strongest(posts)) === kind);
    mine.sort((a, b) => rank(strongest(a)) - rank(strongest(b)) || newest(b) - newest(a));
    const threads = mine.slice(0, CAPS[kind]).map((posts) => {
      const size = posts.reduce((total, post) => total + post.size, 0);
      const fits = posts.length <= FULL_POSTS && size <= left && posts.every((post) => post.size <= FULL_POST);
      const inFull = fits && posts.every((post) => !mailed.has(post.postId));
      if (inFull) left -= size;
      return chosen(posts, inFull);
    });
    return threads.length > 0 ? [{ kind, threads, older: mine.length - threads.length }] : [];
  });
}

/** Each post once, for its strongest reason: an edit may call whom it had reached already. */
function once(waiting: readonly Waiting[]): Iterable<Waiting> {
  const byPost = new Map<string, Waiting>();
  for (const post of waiting) {
    const same = byPost.get(post.postId);
    byPost.set(post.postId, same ? strongest([same, post]) : post);
  }
  return byPost.values();
}

function chosen(posts: Waiting[], inFull: boolean): ChosenThread {
  const lead = strongest(posts);
  const shown = inFull ? posts : [lead];
  const { threadId, title, channelName, direct, reason } = lead;
  return {
    threadId,
    title,
    channelName,
    direct,
    reason,
    unread: posts.length,
    shown: shown.map(({ postId, authorId, at }) => ({ postId, authorId, at, inFull })),
    more: posts.length - shown.length,
  };
}

const rank = (post: Waiting): number => reasons.indexOf(post.reason);
const newest = (posts: Waiting[]): number => Math.max(...posts.map((post) => post.at));
const strongest = (posts: Waiting[]): Waiting => posts.reduce((best, post) => (rank(post) < rank(best) ? post : best));
