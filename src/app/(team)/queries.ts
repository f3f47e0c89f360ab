import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { InboxShow } from "@/client/place";
import { OUTLINE_SIZE } from "@/kernel/limits";
import { type Line, nextUnread } from "@/kernel/tree";
import type { AppRouter } from "@/server/router";

type Trpc = TRPCOptionsProxy<AppRouter>;

/** Posts that travel together. Numbers have no holes, so the n-th page is always the same posts. */
export const POSTS_PER_PAGE = 100;

const next = (page: { next: string | null }): string | null => page.next;

const later = (page: { next: number | null }): number | null => page.next;

/** Every query of a team's pages, each with the one input that it is asked with, so that all share their answers. */
export const queriesOf = (trpc: Trpc) => ({
  me: () => trpc.members.me.queryOptions(),
  settings: () => trpc.settings.mine.queryOptions(),
  counts: () => trpc.inbox.counts.queryOptions(),
  joined: () => trpc.channels.list.queryOptions({ joined: true, limit: 200 }),
  channels: () => trpc.channels.list.queryOptions({ limit: 200 }),
  others: (text: string) =>
    trpc.channels.list.infiniteQueryOptions(
      { joined: false, limit: 100, ...(text ? { text } : {}) },
      { getNextPageParam: next },
    ),
  archived: (text: string) =>
    trpc.channels.list.infiniteQueryOptions(
      { archived: true, limit: 100, ...(text ? { text } : {}) },
      { getNextPageParam: next },
    ),
  sections: () => trpc.channels.sections.list.queryOptions(),
  about: (channelId: string) => trpc.channels.about.queryOptions({ channelId }),
  peopleOf: (channelId: string, text: string) =>
    trpc.channels.people.infiniteQueryOptions(
      { channelId, limit: 50, ...(text ? { text } : {}) },
      { getNextPageParam: next },
    ),
  channel: (channelId: string) => trpc.channels.get.queryOptions({ channelId }),
  domains: () => trpc.invitations.domains.queryOptions(),
  invitations: () => trpc.invitations.list.infiniteQueryOptions({}, { getNextPageParam: next }),
  addresses: () => trpc.addresses.mine.queryOptions(),
  members: (text: string) =>
    trpc.members.list.infiniteQueryOptions({ limit: 100, ...(text ? { text } : {}) }, { getNextPageParam: next }),
  member: (memberId: string) => trpc.members.get.queryOptions({ memberId }),
  mentionable: (text: string) => trpc.members.find.queryOptions({ text }),
  groups: () => trpc.groups.list.infiniteQueryOptions({ limit: 100 }, { getNextPageParam: next }),
  group: (groupId: string) => trpc.groups.get.queryOptions({ groupId }),
  digest: () => trpc.digests.mine.queryOptions(),
  // No event tells of a factor either.
  factors: () => ({ ...trpc.auth.factors.queryOptions(), staleTime: 0 }),
  keys: () => trpc.auth.keys.queryOptions(),
  // No event tells of a browser that signed in: each visit asks anew.
  sessions: () => ({ ...trpc.sessions.list.queryOptions(), staleTime: 0 }),
  thread: (id: string) => trpc.threads.get.queryOptions({ id }),
  // What is to be edited is asked for anew each time.
  source: (id: string) => ({ ...trpc.posts.source.queryOptions({ id }), staleTime: 0 }),
  revisions: (id: string) =>
    trpc.posts.revisions.infiniteQueryOptions({ id }, { getNextPageParam: (page) => page.next }),
  mail: (id: string) => trpc.mails.get.queryOptions({ id }),
  inbox: (show: InboxShow | undefined) =>
    trpc.inbox.list.infiniteQueryOptions({ filter: show ?? "open" }, { getNextPageParam: next }),
  conversations: () => trpc.conversations.list.infiniteQueryOptions({}, { getNextPageParam: next }),
  conversation: (threadId: string) => trpc.conversations.get.queryOptions({ threadId }),
  threads: (channelId: string) => trpc.threads.list.infiniteQueryOptions({ channelId }, { getNextPageParam: next }),
  search: (text: string) => trpc.search.posts.infiniteQueryOptions({ text }, { getNextPageParam: later }),
  mails: () => trpc.mails.list.infiniteQueryOptions({}, { getNextPageParam: next }),
});

/** The page on which a post stands, counted from 0. */
const pageOfPost = (number: number): number => Math.floor((number - 1) / POSTS_PER_PAGE);

/**
 * Where the reader of a thread lands: at the first unread post in reading order, and which posts have to be there for it.
 * `isFresh`: something before it was read, so that a line says from where it is new.
 */
export function landingOf(lines: readonly Line[], isUnread: (number: number) => boolean) {
  const landing = nextUnread(lines, isUnread, undefined, 1);
  const isFresh = landing !== undefined && landing > 1;
  const start = lines[0]?.number ?? 1;
  return { landing: isFresh ? landing : undefined, isFresh, first: isFresh ? [start, landing, landing - 1] : [start] };
}

/** Where the pages of a thread's outline begin, up to its last post. */
export const outlinePages = (last: number): number[] =>
  Array.from({ length: Math.max(1, Math.ceil(last / OUTLINE_SIZE)) }, (_, page) => page * OUTLINE_SIZE + 1);

/** One page of what a thread is made of. */
export const outlinePage = (trpc: Trpc, threadId: string, cursor: number) =>
  trpc.posts.outline.queryOptions({ threadId, cursor });

/** Posts from a number on, to the end of their page: where a page was cut because of its size, from there on. */
export const postsFrom = (trpc: Trpc, threadId: string, cursor: number) =>
  trpc.posts.page.queryOptions({ threadId, cursor, limit: POSTS_PER_PAGE - ((cursor - 1) % POSTS_PER_PAGE) });

/** The number with which the page of a post begins. */
export const pageStart = (number: number): number => pageOfPost(number) * POSTS_PER_PAGE + 1;
