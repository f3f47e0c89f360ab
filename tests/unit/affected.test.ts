import { readdirSync } from "node:fs";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { affected, makeRefetch } from "@/client/affected";
import { newId } from "@/kernel/ids";
import type { AppRouter } from "@/server/router";

const [channelId, threadId, mailId, memberId, groupId, postId, otherThread, otherChannel] = Array.from(
  { length: 8 },
  newId,
) as [string, string, string, string, string, string, string, string];
let client: QueryClient;
let fetched: string[];
const api = (queryClient: QueryClient) =>
  createTRPCOptionsProxy<AppRouter>({
    client: createTRPCClient<AppRouter>({ links: [httpLink({ url: "http://localhost/" })] }),
    queryClient,
  });

/** A page that shows everything there is, twice: of the thread and channel at hand, and of others. */
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  fetched = [];
  const queries = api(client);
  const shown: [string, readonly unknown[], unknown][] = [
    ["channels", queries.channels.list.queryKey({}), []],
    ["channel", queries.channels.get.queryKey({ channelId }), {}],
    ["other channel", queries.channels.get.queryKey({ channelId: otherChannel }), {}],
    ["about", queries.channels.about.queryKey({ channelId }), { defaults: [{ id: memberId }] }],
    ["other about", queries.channels.about.queryKey({ channelId: otherChannel }), { defaults: [] }],
    ["people", queries.channels.people.queryKey({ channelId }), { items: [{ id: memberId }] }],
    ["other people", queries.channels.people.queryKey({ channelId: otherChannel }), { items: [] }],
    ["sections", queries.channels.sections.list.queryKey(), []],
    ["members", queries.members.list.queryKey({}), []],
    ["me", queries.members.me.queryKey(), { id: memberId }],
    ["found", queries.members.find.queryKey({ text: "a" }), []],
    ["member", queries.members.get.queryKey({ memberId }), { groups: [{ id: groupId }] }],
    ["other member", queries.members.get.queryKey({ memberId: otherThread }), {}],
    ["groups", queries.groups.list.queryKey({}), []],
    ["group", queries.groups.get.queryKey({ groupId }), { members: [{ id: memberId }] }],
    ["other group", queries.groups.get.queryKey({ groupId: otherThread }), {}],
    ["addresses", queries.addresses.mine.queryKey(), {}],
    ["kept members", queries.admin.members.queryKey({}), { items: [{ id: memberId }] }],
    ["abandoned", queries.admin.abandoned.queryKey(), {}],
    ["audit", queries.audit.list.queryKey({}), {}],
    ["settings", queries.settings.mine.queryKey(), {}],
    ["mails", queries.mails.list.queryKey({}), {}],
    ["mail", queries.mails.get.queryKey({ id: mailId }), {}],
    ["invitations", queries.invitations.list.queryKey({}), []],
    ["join domains", queries.invitations.domains.queryKey(), {}],
    ["digest", queries.digests.mine.queryKey(), {}],
    ["conversations", queries.conversations.list.infiniteQueryKey({}), { pages: [{ items: [{ threadId }] }] }],
    ["conversation", queries.conversations.get.queryKey({ threadId }), { people: [{ id: memberId }] }],
    ["other conversation", queries.conversations.get.queryKey({ threadId: otherThread }), {}],
    ["counts", queries.inbox.counts.queryKey(), {}],
    ["inbox", queries.inbox.list.infiniteQueryKey({ filter: "open" }), { pages: [{ items: [{ threadId, postId }] }] }],
    ["other inbox", queries.inbox.list.queryKey({ filter: "done" }), { items: [{ threadId: otherThread }] }],
    ["thread", queries.threads.get.queryKey({ id: threadId }), { author: { id: memberId } }],
    ["other thread", queries.threads.get.queryKey({ id: otherThread }), {}],
    ["threads", queries.threads.list.infiniteQueryKey({ channelId }), { pages: [{ items: [{ id: threadId }] }] }],
    ["other threads", queries.threads.list.queryKey({ channelId: otherChannel }), { items: [] }],
    [
      "first posts",
      queries.posts.page.queryKey({ threadId, cursor: 1 }),
      { items: [{ memberId, groupId, postId }], next: 101 },
    ],
    ["revisions", queries.posts.revisions.queryKey({ id: postId }), {}],
    ["source", queries.posts.source.queryKey({ id: postId }), {}],
    ["other revisions", queries.posts.revisions.queryKey({ id: otherThread }), {}],
    ["posts", queries.posts.page.queryKey({ threadId, cursor: 101 }), { items: [], next: null }],
    ["outline", queries.posts.outline.queryKey({ threadId, cursor: 1 }), { people: [{ id: memberId }], next: null }],
    ["other posts", queries.posts.page.queryKey({ threadId: otherThread }), { items: [], next: null }],
  ];
  for (const [name, queryKey, data] of shown) {
    client.setQueryData(queryKey, data);
    client.getQueryCache().subscribe(({ type, query }) => {
      const same = JSON.stringify(query.queryKey) === JSON.stringify(queryKey);
      if (type === "updated" && same && query.state.isInvalidated) fetched.push(name);
    });
  }
});

const channels = [
  ...["about", "channel", "channels", "other about", "other channel", "other people", "people", "sections"],
];
/** What names or counts the people of channels. */
const peopled = ["about", "other about", "other people", "people"];
/** Whatever is about members, and whatever holds posts and their authors. */
const people = [
  ...["abandoned", "found", "group", "groups", "kept members", "me", "member", "members"],
  ...["other group", "other member"],
];
const texts = [
  ...["conversation", "conversations", "other conversation"],
  ...["first posts", "inbox", "other inbox", "other posts", "other revisions", "other thread", "other threads"],
  ...["outline", "posts", "revisions", "source", "thread", "threads"],
];

test.each<[string, string[]]>([
  ["channel.created", ["channels"]],
  ["channel.joined", ["about", "channel", "channels", "member", "other member", "people"]],
  ["channel.changed", ["channel", "channels", "inbox", "other inbox", "other threads", "threads"]],
  ["channel.archived", ["channel", "channels"]],
  [
    "channel.visibility_changed",
    [
      ...["about", "channel", "channels", "counts", "first posts", "inbox", "member", "other about", "other channel"],
      ...["other inbox", "other member", "other people", "other posts", "other thread", "other threads", "outline"],
      ...["people", "posts", "sections", "thread", "threads", "other revisions", "revisions", "source"],
    ],
  ],
  ["channel.defaults_changed", ["about"]],
  ["channel.level_changed", ["channel", "channels"]],
  ["channel.arranged", ["channels", "sections"]],
  ["thread.started", ["about", "channels", "threads"]],
  ["post.added", ["channels", "inbox", "outline", "posts", "thread", "threads"]],
  ["thread.locked", ["thread", "threads"]],
  ["thread.pinned", ["thread", "threads"]],
  [
    "thread.moved",
    [
      ...["about", "channels", "counts", "first posts", "inbox", "other about", "other inbox", "other posts"],
      ...["other threads", "posts", "thread", "threads"],
    ],
  ],
  [
    "thread.left",
    [
      ...["channels", "counts", "first posts", "inbox", "other inbox", "other threads", "outline"],
      ...["posts", "thread", "threads"],
    ],
  ],
  ["member.thread_view_changed", ["settings"]],
  ["thread.read", ["channels", "conversations", "inbox", "thread", "threads"]],
  ["post.edited", ["first posts", "inbox", "revisions", "threads"]],
  ["post.deleted", ["first posts", "inbox", "revisions", "threads"]],
  ["post.restored", ["first posts", "inbox", "revisions", "threads"]],
  ["inbox.changed", ["counts", "inbox", "other inbox", "thread"]],
  ["inbox.many_changed", ["counts", "inbox", "other inbox", "thread"]],
  ["thread.many_read", ["channels", "inbox", "other inbox", "thread", "threads"]],
  ["follow.changed", ["conversations", "thread"]],
  ["conversation.joined", ["conversation", "conversations", "inbox", "thread"]],
  [
    "conversation.left",
    ["conversation", "conversations", "counts", "first posts", "inbox", "outline", "posts", "thread"],
  ],
  ["member.joined", ["found", "kept members", "members"]],
  [
    "member.changed",
    [
      ...["conversation", "conversations"],
      ...["about", "first posts", "found", "group", "inbox", "kept members", "me", "member", "members"],
      ...["other inbox", "other threads", "outline", "people", "thread", "threads"],
    ],
  ],
  [
    "group.changed",
    [
      ...["conversations", "first posts", "found", "group", "groups", "inbox", "member", "other inbox"],
      ...["other threads", "threads"],
    ],
  ],
  ["group.members_changed", ["found", "group", "groups", "member", "other member"]],
  ["member.calendar_changed", ["me", "member", "members", "other member", "settings"]],
  ["invitation.changed", ["invitations", "join domains"]],
  [
    "member.merged",
    [
      ...["conversation", "conversations", "other conversation"],
      ...[
        "about",
        "channel",
        "channels",
        "counts",
        "first posts",
        "found",
        "group",
        "groups",
        "inbox",
        "me",
        "member",
        "members",
      ],
      ...[
        "other about",
        "other channel",
        "other group",
        "other inbox",
        "other member",
        "other people",
        "other posts",
        "other revisions",
        "other thread",
        "other threads",
      ],
      ...["outline", "people", "posts", "revisions", "sections", "source", "thread", "threads"],
    ],
  ],
  ["addresses.changed", ["addresses", "me"]],
  ["member.role_changed", ["kept members", "member", "members", "people"]],
  ["member.access_changed", [...people, ...channels, "audit", "counts", ...texts].sort()],
  ["member.deactivated", ["conversation", ...people, ...peopled].sort()],
  ["member.reactivated", ["conversation", ...people, ...peopled].sort()],
  ["member.erased", [...people, ...peopled, "audit", "counts", ...texts].sort()],
  ["mail.changed", ["mail", "mails"]],
  ["digest.changed", ["digest"]],
  ["session.ended", []],
])("%s refetches exactly what it touches", async (kind, expected) => {
  const refetch = makeRefetch(client, api(client), 30);
  refetch.event({
    seq: 1,
    kind,
    channelId,
    threadId,
    postId,
    mailId,
    memberId,
    groupId,
    leftId: threadId,
    threadIds: [threadId],
  });
  await vi.advanceTimersByTimeAsync(30);
  expect(fetched.sort()).toEqual([...expected].sort());
});

test("a message refetches its conversation and no channel", async () => {
  const refetch = makeRefetch(client, api(client), 30);
  refetch.event({ seq: 1, kind: "post.added", channelId, threadId, direct: true });
  await vi.advanceTimersByTimeAsync(30);
  expect(fetched.sort()).toEqual(["conversations", "inbox", "outline", "posts", "thread"]);
});

test("an edit that changes a title refetches wherever the title stands, too", async () => {
  const refetch = makeRefetch(client, api(client), 30);
  refetch.event({ seq: 1, kind: "post.edited", channelId, threadId, postId, retitled: true });
  await vi.advanceTimersByTimeAsync(30);
  expect(fetched.sort()).toEqual(["first posts", "inbox", "revisions", "thread", "threads"]);
});

test("events that come together fetch what they share once", async () => {
  const asked = vi.spyOn(client, "invalidateQueries");
  const refetch = makeRefetch(client, api(client), 30);
  for (const kind of ["post.added", "inbox.changed", "thread.read", "follow.changed"])
    refetch.event({ seq: 1, kind, channelId, threadId });
  await vi.advanceTimersByTimeAsync(30);
  const thread = JSON.stringify(api(client).threads.get.pathKey());
  expect(asked.mock.calls.filter(([filter]) => JSON.stringify(filter?.queryKey?.slice(0, 1)) === thread)).toHaveLength(
    1,
  );
});

test("every event that a slice declares has its line in the table", async () => {
  const slices = readdirSync("src/features");
  const kinds: string[] = [];
  for (const slice of slices) {
    const contract = await import(`../../src/features/${slice}/contract.ts`).catch(() => ({}));
    for (const made of Object.values(contract as Record<string, object>))
      if (typeof made === "function" && "kind" in made) kinds.push(String(made.kind));
  }
  expect(kinds.length).toBeGreaterThan(5);
  const ids = { seq: 1, channelId, threadId, memberId, groupId, threadIds: [threadId] };
  const silent = kinds.filter((kind) => affected(api(client), { ...ids, kind }).length === 0);
  expect(silent).toEqual(["auth.address_reached"]);
});
