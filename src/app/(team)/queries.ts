import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { InboxShow } from "@/client/place";
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
  mail: (id: string) => trpc.mails.get.queryOptions({ id }),
  inbox: (show: InboxShow | undefined) =>
    trpc.inbox.list.infiniteQueryOptions({ filter: show ?? "open" }, { getNextPageParam: next }),
  threads: (channelId: string) => trpc.threads.list.infiniteQueryOptions({ channelId }, { getNextPageParam: next }),
  search: (text: string) => trpc.search.posts.infiniteQueryOptions({ text }, { getNextPageParam: later }),
  mails: () => trpc.mails.list.infiniteQueryOptions({}, { getNextPageParam: next }),
});

/** One page of a thread's posts, counted from 0. */
export const postsPage = (trpc: Trpc, threadId: string, page: number) =>
  trpc.posts.page.queryOptions({ threadId, cursor: page * POSTS_PER_PAGE + 1, limit: POSTS_PER_PAGE });
