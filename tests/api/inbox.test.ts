import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { inboxSubscriber, raiseEntries } from "@/features/inbox";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { events, members, posts } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { expectRefused, nobody, type Person, person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

/** The inbox by itself: what others raise in it, the tests raise. */
const settle = () => drain({ subscribers: [inboxSubscriber], jobKinds: [] });

/** Calls members to a post, as the fan-out does. */
async function call(postId: string, people: readonly Person[], reason: "mentioned" | "following" = "following") {
  const [post] = await reader().select().from(posts).where(eq(posts.id, postId));
  const { threadId, number: postNumber } = post!;
  await transaction((tx) =>
    raiseEntries(
      tx,
      { threadId, postId, postNumber, at: clock.now() },
      people.map(({ id }) => ({ memberId: id, reason })),
    ),
  );
}

const bits = async (who: Person, threadId: string) => (await who.threads.get({ id: threadId })).inbox;

test("an entry shows its thread, its channel, the newest post, why it is there and how much is unread", async () => {
  const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada, "Where?", "Two options.");
  await call(thread.postId, [ada, bob]);
  clock.advance(60_000);
  const post = await reply(ada, thread.id, "What do **you** say, @bob?");
  await call(post.id, [bob], "mentioned");
  expect(await bob.inbox.list({})).toEqual({
    items: [
      {
        ...{
          threadId: thread.id,
          title: "Where?",
          channel: { id: channel.id, name: "platform", visibility: "public" },
        },
        ...{ author: { id: ada.id, name: "ada", pictureId: null }, excerpt: "What do you say, @bob?" },
        ...{ postId: post.id, postNumber: 2, reason: "mentioned", unread: true, done: false, snoozed: null },
        ...{ unreadPosts: 2, lastNumber: 2, at: clock.now() },
      },
    ],
    next: null,
  });
  expect(await bob.inbox.counts()).toEqual({ open: 1, unread: 1 });
  expect(await ada.inbox.list({})).toEqual({ items: [], next: null });
});

test("read and done are independent", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  const { id: threadId } = thread;
  await call(thread.postId, [bob]);
  const seen = async () =>
    Promise.all(
      (["open", "unread", "done"] as const).map(async (filter) => (await bob.inbox.list({ filter })).items.length),
    );
  expect(await seen()).toEqual([1, 1, 0]);
  for (let twice = 0; twice < 2; twice++) await bob.inbox.markRead({ threadId, upTo: 1 });
  expect(await seen()).toEqual([1, 0, 0]);
  for (let twice = 0; twice < 2; twice++) await bob.inbox.done({ threadId, upTo: 1 });
  expect(await seen()).toEqual([0, 0, 1]);
  for (let twice = 0; twice < 2; twice++) await bob.inbox.markUnreadFrom({ threadId, number: 1 });
  expect(await bits(bob, threadId)).toEqual({ unread: true, done: true });
  for (let twice = 0; twice < 2; twice++) await bob.inbox.undone({ threadId });
  expect(await seen()).toEqual([1, 1, 0]);
  expect(await bob.inbox.counts()).toEqual({ open: 1, unread: 1 });
});

test("done carries what was seen: what came later stays", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  await call(thread.postId, [bob]);
  const late = await reply(ada, thread.id);
  await call(late.id, [bob]);
  const answer = await bob.inbox.done({ threadId: thread.id, upTo: 1 });
  expect(answer).toEqual({ threadId: thread.id, read: [[1, 1]], inbox: { unread: true, done: false } });
  await expect(bob.inbox.done({ threadId: thread.id, upTo: 2 })).resolves.toMatchObject({ inbox: { done: true } });
});

test("new activity brings a done thread back, one's own post and a repeated call do not", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  await call(thread.postId, [bob]);
  await bob.inbox.done({ threadId: thread.id, upTo: 1 });
  const own = await reply(bob, thread.id);
  await call(own.id, [bob]);
  await call(thread.postId, [bob]);
  await settle();
  expect(await bits(bob, thread.id)).toEqual({ unread: false, done: true });
  const next = await reply(ada, thread.id);
  await call(next.id, [bob, ada]);
  expect(await bits(bob, thread.id)).toEqual({ unread: true, done: false });
  expect(await bits(ada, thread.id)).toBeNull();
});

test("one's own posts count as read, and replying settles what was unread", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  await call(thread.postId, [bob]);
  await reply(ada, thread.id);
  const own = await reply(bob, thread.id);
  await settle();
  expect((await ada.threads.get({ id: thread.id })).read).toEqual([[1, 2]]);
  const head = await bob.threads.get({ id: thread.id });
  expect(head.read).toEqual([[own.number, own.number]]);
  expect(head.inbox).toEqual({ unread: false, done: false });
});

test("a tree is read in any order, and an entry is unread until nothing is left up to its post", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  for (let i = 0; i < 5; i++) await reply(ada, thread.id);
  const last = await reply(ada, thread.id);
  await call(last.id, [bob]);
  const see = (...ranges: [number, number][]) => bob.inbox.markRead({ threadId: thread.id, ranges });
  expect((await see([7, 7])).read).toEqual([[7, 7]]);
  expect((await see([2, 3], [5, 5])).read).toEqual([
    [2, 3],
    [5, 5],
    [7, 7],
  ]);
  expect(await bits(bob, thread.id)).toEqual({ unread: true, done: false });
  expect((await bob.inbox.list({})).items[0]).toMatchObject({ unread: true, unreadPosts: 3 });
  expect((await see([4, 4])).read).toEqual([
    [2, 5],
    [7, 7],
  ]);
  expect(await see([1, 1], [6, 6])).toMatchObject({ read: [[1, 7]], inbox: { unread: false } });
  expect((await see([1, 2_000_000])).read).toEqual([[1, 7]]);
  expect((await bob.inbox.markUnreadFrom({ threadId: thread.id, number: 4 })).read).toEqual([[1, 3]]);
  expect(await bits(bob, thread.id)).toEqual({ unread: true, done: false });
});

test("marks from several tabs at once all count", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  for (let i = 0; i < 11; i++) await reply(ada, thread.id);
  await reply(bob, thread.id);
  await Promise.all([
    settle(),
    ...Array.from({ length: 12 }, (_, i) => bob.inbox.markRead({ threadId: thread.id, ranges: [[i + 1, i + 1]] })),
  ]);
  expect((await bob.threads.get({ id: thread.id })).read).toEqual([[1, 13]]);
});

test("who has read a post before they are called gets the entry as read", async () => {
  const { ada, bob, eve, start, reply } = await scene(clock, { members: ["ada", "bob", "eve"] });
  const thread = await start(ada);
  await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
  await reply(ada, thread.id);
  await call(thread.postId, [bob, eve]);
  expect(await bits(bob, thread.id)).toEqual({ unread: false, done: false });
  expect(await bits(eve, thread.id)).toEqual({ unread: true, done: false });
});

test("threads that one may not see any more are gone from the inbox, and cannot be touched", async () => {
  const { ada, bob, channel, start } = await scene(clock, { members: ["ada", "bob"], channel: "private" });
  const thread = await start(ada);
  const { id: threadId } = thread;
  await call(thread.postId, [bob]);
  expect(await bob.inbox.counts()).toEqual({ open: 1, unread: 1 });
  await expect(bob.inbox.done({ threadId, upTo: 1 })).resolves.toMatchObject({ inbox: { done: true } });
  await bob.inbox.undone({ threadId });
  await bob.inbox.markUnreadFrom({ threadId, number: 1 });
  await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
  expect(await bob.inbox.list({})).toEqual({ items: [], next: null });
  expect(await bob.inbox.counts()).toEqual({ open: 0, unread: 0 });
  await expectRefused({ code: "NOT_FOUND" }, [
    () => bob.inbox.markRead({ threadId, upTo: 1 }),
    () => bob.inbox.markUnreadFrom({ threadId, number: 1 }),
    () => bob.inbox.done({ threadId, upTo: 1 }),
    () => bob.inbox.undone({ threadId }),
    () => ada.inbox.done({ threadId, upTo: 1 }),
    () => ada.inbox.undone({ threadId }),
    () => ada.inbox.markRead({ threadId: newId(), upTo: 1 }),
  ]);
  await expect(nobody().inbox.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await ada.channels.addMember({ channelId: channel.id, memberId: bob.id });
  expect((await bob.inbox.list({})).items).toMatchObject([{ threadId, unread: true }]);
});

test("pages of the inbox visit each entry once, also those of one instant", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const threads: string[] = [];
  for (let i = 0; i < 7; i++) {
    const thread = await start(ada, `${i}`);
    threads.unshift(thread.id);
    await call(thread.postId, [bob]);
  }
  for (const filter of ["open", "unread"] as const) {
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await bob.inbox.list({ filter, cursor, limit: 3 });
      seen.push(...page.items.map(({ threadId }) => threadId));
      cursor = page.next;
    }
    expect(seen).toEqual(threads);
  }
});

test("500 members are called at once, each told by one event", async () => {
  const { ada, start } = await scene(clock, { members: ["ada"] });
  const crowd: Person[] = [];
  for (let i = 0; i < 500; i++) crowd.push(await person(`m${i}`, "member", clock.now()));
  const thread = await start(ada);
  await call(thread.postId, crowd);
  await call(thread.postId, crowd);
  expect(await crowd[499]?.inbox.counts()).toEqual({ open: 1, unread: 1 });
  const told = await reader().select({ payload: events.payload }).from(events).where(eq(events.kind, "inbox.changed"));
  expect(told).toHaveLength(1);
  expect(told[0]?.payload.memberIds).toHaveLength(500);
});

test("a newcomer finds the last five threads, and everything older counts as read", async () => {
  const { ada, eve, channel, start, reply } = await scene(clock, { members: ["ada"], outsiders: ["eve"] });
  const threads = [];
  for (let i = 0; i < 7; i++) {
    clock.advance(1_000);
    threads.push(await start(ada, `${i}`));
    await reply(ada, threads[i]!.id);
  }
  clock.advance(1_000);
  await transaction((tx) => tx.update(members).set({ createdAt: clock.now() }).where(eq(members.id, eve.id)));
  for (let twice = 0; twice < 2; twice++) {
    await eve.channels.join({ channelId: channel.id });
    await settle();
    await eve.inbox.markRead({ threadId: threads[6]!.id, upTo: 2 });
    await eve.channels.leave({ channelId: channel.id });
  }
  await eve.channels.join({ channelId: channel.id });
  await settle();
  const { items } = await eve.inbox.list({});
  expect(items.map(({ title, unread, unreadPosts, reason }) => [title, unread, unreadPosts, reason])).toEqual([
    ["6", false, 0, "channel"],
    ["5", true, 2, "channel"],
    ["4", true, 2, "channel"],
    ["3", true, 2, "channel"],
    ["2", true, 2, "channel"],
  ]);
  const lines = (await eve.threads.list({ channelId: channel.id })).items;
  expect(lines.map(({ unread }) => unread)).toEqual([0, 2, 2, 2, 2, 0, 0]);
});

test("an old member who joins another channel is not greeted", async () => {
  const { ada, eve, channel, start } = await scene(clock, { members: ["ada"], outsiders: ["eve"] });
  await start(ada);
  await eve.channels.join({ channelId: channel.id });
  await settle();
  expect(await eve.inbox.list({})).toEqual({ items: [], next: null });
});

test("what is no number, range or cursor is refused, naming the field", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const { id: threadId } = await start(ada);
  await expect(bob.inbox.markRead({ threadId, ranges: [[1, 1]] })).resolves.toMatchObject({ read: [[1, 1]] });
  const refused = (field: string, ...calls: (() => Promise<unknown>)[]) =>
    expectRefused({ code: "BAD_REQUEST", cause: { data: { field } } }, calls);
  for (const bad of [0, -1, 1.5, 2 ** 31, 1e300, "1", { $ne: 1 }, null]) {
    await refused("upTo", () => bob.inbox.done({ threadId, upTo: bad as number }));
    await refused("number", () => bob.inbox.markUnreadFrom({ threadId, number: bad as number }));
  }
  const ranges = [
    [[2, 1]],
    [
      [1, 2],
      [2, 3],
    ],
    [[0, 1]],
    [],
    {},
    [[1]],
    [[1, 1e300]],
  ] as unknown as [number, number][][];
  for (const bad of ranges)
    await expect(bob.inbox.markRead({ threadId, ranges: bad })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await refused(
    "cursor",
    () => bob.inbox.list({ cursor: "1~x" }),
    () => bob.inbox.list({ cursor: `9007199254740991~${threadId}` }),
    () => bob.inbox.list({ cursor: `-1~${threadId}` }),
    () => bob.threads.list({ channelId: newId(), cursor: { $ne: 1 } as never }),
  );
  await refused("filter", () => bob.inbox.list({ filter: "constructor" as never }));
});
