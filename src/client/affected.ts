import type { QueryClient, QueryFilters } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@/server/router";
import type { ChangeEvent } from "./stream";

export type Api = TRPCOptionsProxy<AppRouter>;
type Ids = Record<"channelId" | "threadId" | "postId" | "mailId" | "memberId" | "groupId" | "leftId", string> & {
  threadIds: string[];
  direct?: boolean;
};

/** Queries that an event touches: all under a key, or of these those whose answer holds an id, or is a last page. */
export type Touched = { queryKey: readonly unknown[]; holding?: string; last?: true };
type Keyed = { pathKey(): readonly unknown[] };

/** Every query of a procedure, whatever its page or filter. */
const all = ({ pathKey }: Keyed): Touched => ({ queryKey: pathKey() });
/** Those whose input says so. */
const of = ({ pathKey }: Keyed, input: Record<string, string>): Touched => ({ queryKey: [...pathKey(), { input }] });
/** Those in whose answer something stands. */
const holding = ({ pathKey }: Keyed, id: string): Touched => ({ queryKey: pathKey(), holding: id });

/** The last page of a thread's posts, and of its outline, which are all that a new post changes: numbers have no holes. */
const lastOf = (api: Api, threadId: string): Touched => ({ ...of(api.posts, { threadId }), last: true });

/** What names or counts the people of channels. */
const peopled = (api: Api): Touched[] => [all(api.channels.people), all(api.channels.about)];

/** Wherever what a post says stands: on its page, and, as an excerpt, in lists. */
const textOf = (api: Api, postId: string, threadId: string): Touched[] => [
  holding(api.posts.page, postId),
  holding(api.threads.list, threadId),
  holding(api.inbox.list, postId),
];

/** Which queries each kind of event touches: the one table, so that nothing is refetched to be on the safe side. */
const table: Record<string, (api: Api, ids: Ids, event: ChangeEvent) => Touched[]> = {
  "channel.created": (api) => [all(api.channels.list)],
  "channel.joined": (api, { channelId }) => [
    all(api.channels.list),
    of(api.channels.get, { channelId }),
    of(api.channels.about, { channelId }),
    of(api.channels.people, { channelId }),
    all(api.members.get),
  ],
  // Its name stands wherever it was named, and in excerpts, where no id does.
  "channel.changed": (api, { channelId }) => [
    all(api.channels.list),
    of(api.channels.get, { channelId }),
    holding(api.threads.get, channelId),
    holding(api.posts.page, channelId),
    holding(api.members.get, channelId),
    all(api.threads.list),
    all(api.inbox.list),
  ],
  "channel.archived": (api, { channelId }) => [
    all(api.channels.list),
    of(api.channels.get, { channelId }),
    holding(api.threads.get, channelId),
  ],
  // Whoever saw it and sees it no more is told of no channel: all that it showed goes.
  "channel.visibility_changed": (api) => [
    ...[all(api.channels), all(api.threads), all(api.posts), all(api.inbox), all(api.members.get)],
  ],
  "channel.defaults_changed": (api, { channelId }) => [of(api.channels.about, { channelId })],
  "channel.level_changed": (api, { channelId }) => [all(api.channels.list), of(api.channels.get, { channelId })],
  "channel.arranged": (api) => [all(api.channels.list), all(api.channels.sections.list)],
  // Whoever left a private channel sees nothing of it any more.
  "channel.left": (api) => [all(api.channels), all(api.threads), all(api.posts), all(api.inbox), all(api.members.get)],
  "thread.started": (api, { channelId }) => [
    of(api.threads.list, { channelId }),
    all(api.channels.list),
    of(api.channels.about, { channelId }),
  ],
  "post.added": (api, { threadId, channelId, direct }) => [
    lastOf(api, threadId),
    of(api.threads.get, { id: threadId }),
    ...(direct ? [all(api.conversations.list)] : [of(api.threads.list, { channelId }), all(api.channels.list)]),
    holding(api.inbox.list, threadId),
  ],
  "thread.locked": (api, { threadId, channelId }) => [
    of(api.threads.get, { id: threadId }),
    of(api.threads.list, { channelId }),
  ],
  "thread.pinned": (api, { threadId, channelId }) => [
    of(api.threads.get, { id: threadId }),
    of(api.threads.list, { channelId }),
  ],
  // Whoever sees it only now has links to it without its title, anywhere, and its title in excerpts.
  "thread.moved": (api, { threadId }) => [
    of(api.threads.get, { id: threadId }),
    ...[all(api.threads.list), all(api.channels.list), all(api.channels.about)],
    ...[all(api.posts.page), all(api.inbox.list), all(api.inbox.counts)],
  ],
  // Whoever does not see it any more has its title in excerpts, and in posts that link to it.
  "thread.left": (api, { leftId }) => [
    of(api.threads.get, { id: leftId }),
    ...[all(api.threads.list), all(api.channels.list)],
    of(api.posts, { threadId: leftId }),
    holding(api.posts.page, leftId),
    ...[all(api.inbox.list), all(api.inbox.counts)],
  ],
  "post.edited": (api, { postId, threadId }, { retitled }) => [
    ...textOf(api, postId, threadId),
    of(api.posts.revisions, { id: postId }),
    // A title stands in the thread's head, in lists, and wherever the thread is referred to.
    ...(retitled
      ? [of(api.threads.get, { id: threadId }), holding(api.inbox.list, threadId), holding(api.posts.page, threadId)]
      : []),
  ],
  "post.deleted": (api, { postId, threadId }) => [
    ...textOf(api, postId, threadId),
    of(api.posts.revisions, { id: postId }),
  ],
  "post.restored": (api, { postId, threadId }) => [
    ...textOf(api, postId, threadId),
    of(api.posts.revisions, { id: postId }),
  ],
  "thread.read": (api, { threadId }) => [
    of(api.threads.get, { id: threadId }),
    holding(api.threads.list, threadId),
    holding(api.conversations.list, threadId),
    all(api.channels.list),
    holding(api.inbox.list, threadId),
  ],
  // Its title is the names of its people.
  "conversation.joined": (api, { threadId }) => [
    all(api.conversations.list),
    of(api.conversations.get, { threadId }),
    of(api.threads.get, { id: threadId }),
    holding(api.inbox.list, threadId),
  ],
  // Whoever left sees nothing of it any more.
  "conversation.left": (api, { threadId }) => [
    all(api.conversations.list),
    of(api.conversations.get, { threadId }),
    of(api.threads.get, { id: threadId }),
    of(api.posts, { threadId }),
    holding(api.inbox.list, threadId),
    all(api.inbox.counts),
  ],
  "inbox.changed": (api, { threadId }) => [
    of(api.threads.get, { id: threadId }),
    all(api.inbox.list),
    all(api.inbox.counts),
  ],
  "inbox.many_changed": (api, { threadIds }) => [
    ...threadIds.map((id) => of(api.threads.get, { id })),
    all(api.inbox.list),
    all(api.inbox.counts),
  ],
  "thread.many_read": (api, { threadIds }) => [
    ...threadIds.flatMap((id) => [of(api.threads.get, { id }), holding(api.threads.list, id)]),
    all(api.channels.list),
    all(api.inbox.list),
  ],
  "follow.changed": (api, { threadId }) => [
    of(api.threads.get, { id: threadId }),
    holding(api.conversations.list, threadId),
  ],
  "member.joined": (api) => [all(api.members.list), all(api.members.find), all(api.admin.members)],
  // A name and a picture stand wherever the member wrote or was named: their id stands there too, but in excerpts.
  "member.changed": (api, { memberId }) => [
    all(api.members.list),
    all(api.members.find),
    of(api.members.get, { memberId }),
    holding(api.members.me, memberId),
    holding(api.groups.get, memberId),
    holding(api.channels.people, memberId),
    holding(api.channels.about, memberId),
    holding(api.threads.get, memberId),
    holding(api.posts, memberId),
    all(api.threads.list),
    all(api.inbox.list),
    all(api.conversations.list),
    holding(api.conversations.get, memberId),
    holding(api.admin.members, memberId),
  ],
  "group.changed": (api, { groupId }) => [
    all(api.groups.list),
    of(api.groups.get, { groupId }),
    all(api.members.find),
    holding(api.members.get, groupId),
    holding(api.posts.page, groupId),
    all(api.threads.list),
    all(api.inbox.list),
    all(api.conversations.list),
  ],
  "group.members_changed": (api, { groupId }) => [
    all(api.groups.list),
    of(api.groups.get, { groupId }),
    all(api.members.find),
    all(api.members.get),
  ],
  "member.calendar_changed": (api) => [
    all(api.settings.mine),
    all(api.members.me),
    all(api.members.list),
    all(api.members.get),
  ],
  "member.thread_view_changed": (api) => [all(api.settings.mine)],
  "invitation.changed": (api) => [all(api.invitations)],
  // Its posts, threads and channels are the other one's now.
  "member.merged": (api) => [
    ...[all(api.members), all(api.groups), all(api.channels), all(api.threads), all(api.posts)],
    ...[all(api.inbox), all(api.conversations)],
  ],
  "addresses.changed": (api) => [all(api.addresses.mine), all(api.members.me)],
  "member.role_changed": (api, { memberId }) => [
    all(api.members.list),
    of(api.members.get, { memberId }),
    holding(api.channels.people, memberId),
    all(api.admin.members),
  ],
  // To the member alone whose role it is: what they see is another team.
  "member.access_changed": (api) => [
    ...[all(api.members), all(api.groups), all(api.channels), all(api.threads), all(api.posts), all(api.inbox)],
    ...[all(api.admin), all(api.audit), all(api.conversations)],
  ],
  "member.deactivated": (api, { memberId }) => [
    ...[all(api.members), all(api.groups), ...peopled(api), all(api.admin)],
    holding(api.conversations.get, memberId),
  ],
  "member.reactivated": (api, { memberId }) => [
    ...[all(api.members), all(api.groups), ...peopled(api), all(api.admin)],
    holding(api.conversations.get, memberId),
  ],
  // Their name stood anywhere.
  "member.erased": (api) => [
    ...[all(api.members), all(api.groups), ...peopled(api), all(api.threads), all(api.posts), all(api.inbox)],
    ...[all(api.admin), all(api.audit), all(api.conversations)],
  ],
  "mail.changed": (api, { mailId }) => [all(api.mails.list), of(api.mails.get, { id: mailId })],
  "digest.changed": (api) => [all(api.digests.mine)],
  // The stream of the one that ended is over; others of its member list one less.
  "session.ended": (api) => [all(api.sessions.list)],
};

/** What has to be fetched anew after an event. */
export const affected = (api: Api, event: ChangeEvent): Touched[] =>
  (Object.hasOwn(table, event.kind) && table[event.kind]?.(api, event as unknown as Ids, event)) || [];

const filterOf = ({ queryKey, holding: id, last }: Touched): QueryFilters => ({
  queryKey,
  predicate: ({ state }) => {
    if (last) return (state.data as { next: unknown } | undefined)?.next === null;
    // Ids are unique: where the text of one stands, it is meant.
    return id === undefined || (JSON.stringify(state.data) ?? "").includes(id);
  },
});

/** Finds the last page of a thread's posts, for its author, who need not wait for the event. */
export const lastPosts = (api: Api, threadId: string): QueryFilters => filterOf(lastOf(api, threadId));

/** Finds whatever shows a post's text, for whoever changed it. */
export const shownText = (api: Api, postId: string, threadId: string): QueryFilters[] =>
  [...textOf(api, postId, threadId), of(api.threads.get, { id: threadId })].map(filterOf);

/** Gathers what events touch, and fetches it anew a moment later: what comes together is fetched once. */
export function makeRefetch(client: QueryClient, api: Api, afterMs: number) {
  const waiting = new Map<string, Touched>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function refetch(): void {
    timer = undefined;
    for (const touched of waiting.values()) void client.invalidateQueries(filterOf(touched));
    waiting.clear();
  }

  return {
    event(event: ChangeEvent): void {
      for (const touched of affected(api, event)) waiting.set(JSON.stringify(touched), touched);
      if (waiting.size > 0) timer ??= setTimeout(refetch, afterMs);
    },
    everything: () => void client.invalidateQueries(),
    stop: () => clearTimeout(timer),
  };
}
