import { expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

test("a thread stands in its channel's list with its newest post", async () => {
  const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada, "Where?", "Two **options**.");
  clock.advance(60_000);
  await reply(bob, thread.id, "Ask @ada: ||secret|| storage.");
  const { items } = await ada.threads.list({ channelId: channel.id });
  expect(items).toEqual([
    {
      ...{ id: thread.id, title: "Where?", state: "open", locked: false, posts: 2, unread: 2, lastPostAt: clock.now() },
      author: { id: ada.id, name: "ada", pictureId: null },
      lastAuthor: { id: bob.id, name: "bob", pictureId: null },
      excerpt: "Ask @ada: ▒▒▒ storage.",
    },
  ]);
});

test("an excerpt of a long post is cut cleanly and never uncovers a spoiler", async () => {
  const { ada, channel, start } = await scene(clock, { members: ["ada"] });
  await start(ada, "Entities", "&".repeat(2_000));
  await start(ada, "Tags", "**b** ".repeat(1_000));
  await start(ada, "Spoiler", `||${"secret ".repeat(2_000)}||`);
  const { items } = await ada.threads.list({ channelId: channel.id });
  for (const { excerpt } of items) expect(excerpt).not.toMatch(/secret|&a|<|span/);
  expect(items.find(({ title }) => title === "Entities")?.excerpt).toMatch(/^&+…$/);
});

test("the head says where, who, what I read and what I want of it", async () => {
  const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada, "Where?");
  await reply(bob, thread.id);
  await reply(ada, thread.id);
  await bob.inbox.markRead({
    threadId: thread.id,
    ranges: [
      [1, 1],
      [3, 3],
    ],
  });
  await bob.follows.set({ threadId: thread.id, state: "muted", until: clock.now() + 1_000 });
  const head = await bob.threads.get({ id: thread.id });
  expect(head).toMatchObject({
    ...{ title: "Where?", state: "open", lastNumber: 3, inbox: null },
    channel: { id: channel.id, name: "platform", visibility: "public" },
    people: { first: [{ name: "ada" }, { name: "bob" }], count: 2 },
    follow: { state: "muted", until: clock.now() + 1_000 },
    read: [
      [1, 1],
      [3, 3],
    ],
  });
  clock.advance(1_000);
  expect((await bob.threads.get({ id: thread.id })).follow).toEqual({ state: "following", until: null });
  expect((await ada.threads.get({ id: thread.id })).follow).toBeNull();
});

test("the same thread started five times at once and again later is one thread", async () => {
  const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
  const input = { id: newId(), postId: newId(), channelId: channel.id, title: "Once", body: "Once." };
  const answers = await Promise.all(Array.from({ length: 5 }, () => ada.threads.start(input)));
  clock.advance(86_400_000);
  answers.push(await ada.threads.start(input));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await ada.threads.list({ channelId: channel.id })).items).toHaveLength(1);
  await expectRefused({ code: "CONFLICT", cause: { data: { field: "id" } } }, [
    () => ada.threads.start({ ...input, title: "Twice" }),
    () => ada.threads.start({ ...input, body: "Twice." }),
    () => ada.threads.start({ ...input, postId: newId() }),
    () => ada.threads.start({ ...input, id: newId() }),
    () => bob.threads.start(input),
  ]);
});

test("only who sees a channel starts, lists and opens its threads", async () => {
  const { bob, eve, gil, channel, start } = await scene(clock, {
    ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"], channel: "private" },
  });
  const here = { channelId: channel.id };
  const thread = await start(bob);
  await expect(start(gil)).resolves.toMatchObject(here);
  await expect(start(eve)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bob.threads.list(here)).resolves.toMatchObject({ items: [{}, {}] });
  await expect(eve.threads.list(here)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bob.threads.get({ id: thread.id })).resolves.toMatchObject({ id: thread.id });
  await expect(eve.threads.get({ id: thread.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bob.threads.get({ id: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(nobody().threads.get({ id: thread.id })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("pages of threads visit each once, also those of one instant", async () => {
  const { ada, channel, start, reply } = await scene(clock, { members: ["ada"] });
  const threads = [];
  for (let i = 0; i < 7; i++) threads.push((await start(ada, `${i}`)).id);
  clock.advance(1);
  await reply(ada, threads[3]!);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ada.threads.list({ channelId: channel.id, cursor, limit: 2 });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(seen).toEqual([threads[3], ...threads.filter((_, i) => i !== 3).reverse()]);
});

test("a title is one line of 1 to 200 characters, whatever the words", async () => {
  const { ada, channel } = await scene(clock, { members: ["ada"] });
  const input = () => ({ id: newId(), postId: newId(), channelId: channel.id, title: "T", body: "x" });
  for (const title of ["", "  ", "a\nb", "a\0b", "\ud800", "x".repeat(201), { $ne: 1 }, ["x"], null])
    await expect(ada.threads.start({ ...input(), title: title as string })).rejects.toMatchObject({
      ...{ code: "BAD_REQUEST", cause: { data: { field: "title" } } },
    });
  for (const title of [
    "constructor",
    "__proto__",
    "toString",
    '{"$ne":1}',
    "🙂".repeat(200),
    "'; drop table threads",
  ]) {
    const thread = await ada.threads.start({ ...input(), title });
    expect((await ada.threads.get({ id: thread.id })).title).toBe(title);
  }
});

test("what is older than one's joining counts as read, what comes later does not", async () => {
  const { ada, eve, start, reply, channel } = await scene(clock, { members: ["ada"], outsiders: ["eve"] });
  const thread = await start(ada);
  await reply(ada, thread.id);
  const seen = async () => {
    const [line] = (await eve.threads.list({ channelId: channel.id })).items;
    return { unread: line?.unread, read: (await eve.threads.get({ id: thread.id })).read };
  };
  expect(await seen()).toEqual({ unread: 0, read: [[1, 2]] });
  clock.advance(1_000);
  await eve.channels.join({ channelId: channel.id });
  expect(await seen()).toEqual({ unread: 0, read: [[1, 2]] });
  clock.advance(1_000);
  await reply(ada, thread.id);
  expect(await seen()).toEqual({ unread: 1, read: [[1, 2]] });
  await eve.inbox.markRead({ threadId: thread.id, ranges: [[3, 3]] });
  expect(await seen()).toEqual({ unread: 0, read: [[1, 3]] });
});
