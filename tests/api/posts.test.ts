import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { members, posts } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { nobody, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

test("a reply has the next number, its parent and its author", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada, "Where?", "Two options.");
  const first = await reply(bob, thread.id, "**Storage.**");
  const second = await reply(ada, thread.id, "Why?", first.id);
  expect([first.number, second.number]).toEqual([2, 3]);

  const { items, next } = await bob.posts.page({ threadId: thread.id });
  expect(next).toBeNull();
  expect(items.map(({ number, parentId, author }) => [number, parentId, author.name])).toEqual([
    [1, null, "ada"],
    [2, null, "bob"],
    [3, first.id, "ada"],
  ]);
  expect(items[1]?.html).toContain("<strong>Storage.</strong>");
});

test("the same reply sent five times at once and again later is one reply", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  const input = { id: newId(), threadId: thread.id, parentId: null, body: "Once." };
  const answers = await Promise.all(Array.from({ length: 5 }, () => bob.posts.add(input)));
  clock.advance(86_400_000);
  answers.push(await bob.posts.add(input));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await ada.posts.page({ threadId: thread.id })).items).toHaveLength(2);
  expect((await bob.posts.add({ ...input, id: newId() })).number).toBe(3);
});

test("an id that was used with another text, place or author is refused and tells nothing", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  const other = await start(ada, "Another one");
  const input = { id: newId(), threadId: thread.id, parentId: null, body: "Mine, and private to this." };
  await bob.posts.add(input);
  const attempts = [
    bob.posts.add({ ...input, body: "Changed." }),
    bob.posts.add({ ...input, threadId: other.id }),
    bob.posts.add({ ...input, parentId: thread.postId }),
    ada.posts.add(input),
    ada.threads.start({ id: newId(), postId: input.id, channelId: thread.channelId, title: "T", body: input.body }),
  ];
  for (const attempt of await Promise.allSettled(attempts)) {
    const reason = attempt.status === "rejected" ? attempt.reason : undefined;
    expect(reason).toMatchObject({ code: "CONFLICT", cause: { code: "CONFLICT", data: { field: "id" } } });
    expect(reason.message).not.toContain("private");
  }
  await expect(bob.posts.add(input)).resolves.toMatchObject({ number: 2 });
});

test("32 replies at once get the numbers 2 to 33 without a hole", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const thread = await start(ada);
  const answers = await Promise.all(Array.from({ length: 32 }, (_, i) => reply(i % 2 ? ada : bob, thread.id, `${i}`)));
  const numbers = answers.map(({ number }) => number).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 32 }, (_, i) => i + 2));
  expect((await ada.threads.get({ id: thread.id })).lastNumber).toBe(33);
});

test("only who sees the channel replies, and a parent is of the same thread", async () => {
  const { ada, bob, eve, start, reply } = await scene(clock, {
    ...{ members: ["ada", "bob"], outsiders: ["eve"], channel: "private" },
  });
  const thread = await start(ada);
  const elsewhere = await start(ada, "Another one");
  await expect(reply(bob, thread.id)).resolves.toMatchObject({ number: 2 });
  await expect(reply(eve, thread.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(eve.posts.page({ threadId: thread.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(eve.posts.place({ id: thread.postId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bob.posts.place({ id: thread.postId })).resolves.toMatchObject({ threadId: thread.id, number: 1 });
  await expect(reply(bob, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(reply(bob, thread.id, "Below.", thread.postId)).resolves.toMatchObject({ number: 3 });
  await expect(reply(bob, thread.id, "Below.", elsewhere.postId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(nobody().posts.page({ threadId: thread.id })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a former member of a private channel reads and writes nothing there any more", async () => {
  const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"], channel: "private" });
  const thread = await start(ada);
  const input = { id: newId(), threadId: thread.id, parentId: null, body: "While I was here." };
  await expect(bob.posts.add(input)).resolves.toMatchObject({ number: 2 });
  await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
  await expect(bob.posts.add(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bob.posts.page({ threadId: thread.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(reply(ada, thread.id)).resolves.toMatchObject({ number: 3 });
});

test("pages follow one another by number and never grow beyond bounds", async () => {
  const { ada, start, reply } = await scene(clock, { members: ["ada"] });
  const thread = await start(ada);
  const long = `${"Many words that fill a page, one after the other. ".repeat(1_300)}`;
  for (let i = 0; i < 9; i++) await reply(ada, thread.id, long);
  for (let i = 0; i < 9; i++) await reply(ada, thread.id, `${i}`);
  const seen: number[] = [];
  for (let cursor: number | null | undefined; cursor !== null; ) {
    const page = await ada.posts.page({ threadId: thread.id, cursor, limit: 10 });
    expect(JSON.stringify(page).length).toBeLessThan(500_000);
    seen.push(...page.items.map(({ number }) => number));
    cursor = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
});

test("references show names as they are now and titles to those only who may see them now", async () => {
  const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const secretChannel = await ada.channels.create({ id: newId(), name: "hiring", visibility: "private" });
  const secret = { id: newId(), postId: newId(), channelId: secretChannel.id, title: "Offer for Tane", body: "Yes." };
  await ada.threads.start(secret);
  const thread = await start(ada, "Public", "Ask @bob in #platform and #hiring.");
  const link = `http://localhost:3000/t/${secret.id}`;
  await reply(ada, thread.id, `See ${link} and [the post](/p/${secret.postId}).`);
  const htmls = async (who: typeof ada) =>
    (await who.posts.page({ threadId: thread.id })).items.map(({ html }) => html);

  const [first, second] = await htmls(bob);
  expect(first).toContain("@bob");
  expect(first).toContain(`href="/channels/${channel.id}">#platform</a>`);
  expect(first).toContain("a private channel");
  expect(first + second!).not.toMatch(/hiring|Offer|Tane/);
  expect((await htmls(ada)).join()).toMatch(/#hiring<.*Offer for Tane/s);

  await ada.channels.addMember({ channelId: secretChannel.id, memberId: bob.id });
  expect((await htmls(bob)).join()).toMatch(/#hiring<.*Offer for Tane/s);
  await transaction((tx) => tx.update(members).set({ name: "Robert" }).where(eq(members.id, bob.id)));
  await ada.channels.removeMember({ channelId: secretChannel.id, memberId: bob.id });
  const after = (await htmls(bob)).join();
  expect(after).toContain("@Robert");
  expect(after).not.toMatch(/hiring|Offer/);
});

test("an author refers only to what they may see", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  await ada.channels.create({ id: newId(), name: "hiring", visibility: "private" });
  const thread = await start(ada);
  await reply(bob, thread.id, "What of #hiring?");
  await reply(ada, thread.id, "What of #hiring?");
  const { items } = await ada.posts.page({ threadId: thread.id });
  expect(items[1]?.html).not.toContain("<a");
  expect(items[2]?.html).toContain("<a");
});

test("a guest learns no names of people outside their channels", async () => {
  const { ada, gil, start, reply } = await scene(clock, {
    ...{ members: ["ada", "gil"], outsiders: ["eve"], guests: ["gil"] },
  });
  const thread = await start(ada, "T", "Ask @eve or @gil.");
  expect((await gil.posts.page({ threadId: thread.id })).items[0]?.html).toMatch(/>somebody<.*>@gil</s);
  expect((await ada.posts.page({ threadId: thread.id })).items[0]?.html).toMatch(/>@eve<.*>@gil</s);
  await reply(gil, thread.id, "Is @eve here?");
  expect((await ada.posts.page({ threadId: thread.id })).items[1]?.html).not.toContain("ref-member");
});

test("names and titles with markup stay text", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const hostile = `<img src=x onerror=alert(1)>"'&`;
  await transaction((tx) => tx.update(members).set({ name: hostile }).where(eq(members.id, bob.id)));
  const thread = await start(ada, hostile, "Hello @bob.");
  await reply(bob, thread.id, `<script>alert(1)</script> http://localhost:3000/t/${thread.id}`);
  const { items } = await ada.posts.page({ threadId: thread.id });
  const html = items.map((item) => item.html).join();
  expect(html).not.toMatch(/<img|<script/);
  expect(html).toContain("@&lt;img src=x onerror=alert(1)&gt;");
  expect(items[1]?.author.name).toBe(hostile);
  expect((await ada.threads.get({ id: thread.id })).title).toBe(hostile);
});

test("times are in the reader's zone", async () => {
  const { ada, start } = await scene(clock, { members: ["ada"], zone: "Asia/Kolkata" });
  const thread = await start(ada, "T", "At <time:2026-11-24T09:00[Europe/Lisbon]>.");
  expect((await ada.posts.page({ threadId: thread.id })).items[0]?.html).toMatch(/24 Nov,? (at )?14:30|14:30/);
});

test("a post names at most 50 people", async () => {
  const { ada, start, reply } = await scene(clock, { members: ["ada"] });
  const crowd: Person[] = [];
  for (let i = 0; i < 51; i++) crowd.push(await person(`m${i}`, "member", clock.now()));
  const thread = await start(ada);
  const naming = (count: number) =>
    crowd
      .slice(0, count)
      .map(({ name }) => `@${name}`)
      .join(" ");
  await expect(reply(ada, thread.id, `${naming(50)} @ada`)).resolves.toMatchObject({ number: 2 });
  await expect(reply(ada, thread.id, naming(51))).rejects.toMatchObject({
    ...{ code: "BAD_REQUEST", cause: { data: { field: "body" } } },
    message: expect.stringContaining("50 is the most"),
  });
});

test("what cannot be stored or is too large is refused, naming the field", async () => {
  const { ada, start } = await scene(clock, { members: ["ada"] });
  const thread = await start(ada);
  const input = { id: newId(), threadId: thread.id, parentId: null };
  const refused = async (field: string, value: unknown) =>
    expect(ada.posts.add({ ...input, body: "x", [field]: value } as never)).rejects.toMatchObject({
      ...{ code: "BAD_REQUEST", cause: { data: { field } } },
    });
  for (const body of ["", "   ", "a\0b", "\ud800", "x".repeat(65_537), "é".repeat(32_769), { $ne: 1 }, ["x"], 1, null])
    await refused("body", body);
  for (const bad of ["1", { $ne: 1 }, "01A1F970-5E64-7C4A-894F-253B43FB5A77", 7]) {
    await refused("id", bad);
    await refused("threadId", bad);
    await refused("parentId", bad);
  }
  for (const body of ["constructor", "__proto__", '{"$ne":1}', "@constructor #__proto__ @toString", "x".repeat(65_536)])
    await expect(ada.posts.add({ ...input, id: newId(), body })).resolves.toMatchObject({ threadId: thread.id });
});

test("a preview shows what the post will look like", async () => {
  const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
  const body = "**Ask** @bob in #platform, not @nobody.";
  const { html } = await ada.posts.preview({ body });
  const thread = await start(bob);
  await reply(ada, thread.id, body);
  expect((await ada.posts.page({ threadId: thread.id })).items[1]?.html).toBe(html);
  await expect(ada.posts.preview({ body: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("posts of an older renderer are rendered again, batch after batch", async () => {
  const { ada, start, reply } = await scene(clock, { members: ["ada"] });
  const thread = await start(ada, "T", "Hello @ada.");
  for (let i = 0; i < 44; i++) await reply(ada, thread.id, `**${i}**`);
  const before = (await ada.posts.page({ threadId: thread.id, limit: 100 })).items;
  await transaction((tx) => tx.update(posts).set({ html: "old", rendererVersion: 0 }));
  // The round of this version was made when the relay first ran: a new version has rounds of its own.
  const { reRender } = await import("@/features/posts");
  const { enqueue } = await import("@/platform/jobs");
  await transaction((tx) => enqueue(tx, reRender, { version: 7, round: 1 }));
  await settle();
  expect((await ada.posts.page({ threadId: thread.id, limit: 100 })).items).toEqual(before);
  const rows = await reader().selectDistinct({ version: posts.rendererVersion }).from(posts);
  expect(rows).toEqual([{ version: 7 }]);
});
