import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { seersOf } from "@/features/channels";
import { digestNow } from "@/features/digests";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { channels, events, notifications } from "@/platform/db/schema";
import { env } from "@/platform/env";
import { useDatabase } from "../support/database";
import { joined, useMail } from "../support/mail";
import { expectRefused, type Person, scene, settle, useScene } from "../support/scene";
import { say, write } from "../support/talking";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");
const mail = useMail();

const EARLY = "quillwort";
const LATE = "zephyrine";

/** Ada and Bob wrote before Cy came, who is called by name in what he may not see, and after. */
async function late(history: "all" | "from_now") {
  const { ada, bob, cy, dee } = await scene(clock, { members: ["ada", "bob", "cy", "dee"] });
  await joined(ada, bob, cy, dee);
  const { threadId, postId } = await write(ada, [bob, dee], `${EARLY} 1`);
  const { id: secondId } = await say(bob, threadId, `${EARLY} 2, @cy`);
  await settle();
  clock.advance(1_000);
  await ada.conversations.add({ threadId, memberIds: [cy.id], history });
  return { ada, bob, cy, dee, threadId, postId, secondId };
}

type Late = Awaited<ReturnType<typeof late>>;

/** Every way in which a member reads posts, or what is made of them. A new procedure that reads some belongs here. */
const ways: [name: string, read: (set: Late) => Promise<unknown>][] = [
  ["posts.page", ({ cy, threadId }) => cy.posts.page({ threadId })],
  ["posts.page from 1", ({ cy, threadId }) => cy.posts.page({ threadId, cursor: 1, limit: 1 })],
  ["posts.page from 2", ({ cy, threadId }) => cy.posts.page({ threadId, cursor: 2 })],
  ["posts.place", ({ cy, postId }) => cy.posts.place({ id: postId })],
  [
    "posts.preview",
    ({ cy, postId }) => cy.posts.preview({ body: `[p](/p/${postId}) ${env().publicUrl.origin}/p/${postId}` }),
  ],
  ["threads.get", async ({ cy, threadId }) => (await cy.threads.get({ id: threadId })).people],
  ["conversations.list", ({ cy }) => cy.conversations.list({})],
  ["search.posts", async ({ cy }) => (await cy.search.posts({ text: EARLY })).items],
  ["inbox.list", ({ cy }) => cy.inbox.list({})],
  [
    "the digest",
    async ({ cy }) => {
      await transaction((tx) => digestNow(tx, "cy@example.org"));
      await settle();
      return (await cy.mails.list({})).items;
    },
  ],
];

/** What of the early messages an answer gives away. */
async function told(set: Late, read: () => Promise<unknown>): Promise<string[]> {
  const answer = await read().then(JSON.stringify, String);
  return [EARLY, set.postId, set.secondId].filter((text) => answer.includes(text));
}

describe("of a conversation, who is let in later", () => {
  test.each(ways)("reads nothing older by %s, unless all is theirs", async (_name, read) => {
    const hidden = await late("from_now");
    await settle();
    expect(await told(hidden, () => read(hidden))).toEqual([]);
  });

  test.each(ways.slice(0, 3))("reads everything by %s, when that was chosen", async (_name, read) => {
    const open = await late("all");
    expect((await told(open, () => read(open))).length).toBeGreaterThan(0);
    await expect(open.cy.posts.place({ id: open.postId })).resolves.toMatchObject({ direct: true, number: 1 });
    expect((await open.cy.posts.preview({ body: `${env().publicUrl.origin}/p/${open.postId}` })).html).toContain(
      "ada, bob and dee",
    );
  });

  test("counts what they cannot see as read, whatever they mark", async () => {
    const { ada, cy, threadId } = await late("from_now");
    await settle();
    const counts = async () => {
      const { lastNumber, firstNumber, read } = await cy.threads.get({ id: threadId });
      return [firstNumber, lastNumber, read, (await cy.conversations.list({})).items[0]!.unread];
    };
    expect(await counts()).toEqual([3, 2, [[1, 2]], 0]);
    expect((await cy.conversations.list({})).items).toMatchObject([{ last: null, unread: 0 }]);
    await say(ada, threadId, LATE);
    await settle();
    expect(await counts()).toEqual([3, 3, [[1, 2]], 1]);
    expect((await cy.inbox.list({})).items).toMatchObject([
      { title: "ada, bob and dee", unreadPosts: 1, reason: "direct" },
    ]);
    await cy.inbox.markRead({ threadId, upTo: 3 });
    await cy.inbox.markUnreadFrom({ threadId, number: 1 });
    expect(await counts()).toEqual([3, 3, [[1, 2]], 1]);
    expect(await cy.posts.page({ threadId })).toMatchObject({ items: [{ number: 3 }], next: null });
  });

  test("answers nothing older, and hears of nothing older, not by the stream either", async () => {
    const { ada, bob, cy, threadId, postId } = await late("from_now");
    expect(await cy.posts.outline({ threadId, cursor: 1 })).toMatchObject({ parents: [], people: [] });
    expect((await bob.posts.outline({ threadId, cursor: 1 })).parents).toEqual([0, 0]);
    await expectRefused({ code: "NOT_FOUND" }, [
      () => cy.posts.add({ id: newId(), threadId, parentId: postId, body: "To that." }),
    ]);
    await expect(ada.posts.add({ id: newId(), threadId, parentId: postId, body: LATE })).resolves.toBeTruthy();
    const said = await reader().select().from(events).where(eq(events.kind, "post.added")).orderBy(events.id);
    const hears = await Promise.all(said.map((event) => seersOf(reader(), event, [bob.id, cy.id])));
    expect(hears.map((ids) => [ids.includes(bob.id), ids.includes(cy.id)])).toEqual([
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  test("is told of nothing that was written before, also when the telling comes after", async () => {
    const { ada, bob, cy } = await scene(clock, { members: ["ada", "bob", "cy", "dee"] });
    const { threadId } = await write(ada, [bob], EARLY).then(() => write(ada, [bob, cy], EARLY));
    await cy.conversations.leave({ threadId });
    await say(bob, threadId, `${EARLY}, @cy`);
    await ada.conversations.add({ threadId, memberIds: [cy.id], history: "from_now" });
    await settle();
    expect(await reader().$count(notifications, eq(notifications.memberId, cy.id))).toBe(0);
    await say(bob, threadId, LATE);
    await settle();
    expect(await reader().$count(notifications, eq(notifications.memberId, cy.id))).toBe(1);
  });

  test("who comes back sees what is chosen then, and nothing of what they had seen", async () => {
    const { ada, bob, cy } = await scene(clock, { members: ["ada", "bob", "cy"] });
    await joined(ada, bob, cy);
    const { threadId } = await write(ada, [bob, cy], EARLY);
    await settle();
    expect((await cy.inbox.list({})).items).toHaveLength(1);
    await cy.conversations.leave({ threadId });
    expect([(await cy.inbox.list({})).items, await cy.inbox.counts()]).toEqual([[], { open: 0, unread: 0 }]);
    await ada.conversations.add({ threadId, memberIds: [cy.id], history: "from_now" });
    await settle();
    expect([(await cy.inbox.list({})).items, await cy.inbox.counts()]).toEqual([[], { open: 0, unread: 0 }]);
    await transaction((tx) => digestNow(tx, "cy@example.org"));
    await settle();
    expect(mail.sink().received).toEqual([]);
    await say(bob, threadId, LATE);
    await settle();
    expect((await cy.inbox.list({})).items).toMatchObject([{ excerpt: LATE }]);
    await cy.conversations.leave({ threadId });
    await ada.conversations.add({ threadId, memberIds: [cy.id], history: "all" });
    expect((await cy.posts.page({ threadId })).items).toHaveLength(2);
  });
});

test("an answer of a page of posts never reaches into the next page's numbers", async () => {
  const { ada, cy, threadId } = await late("from_now");
  for (let n = 0; n < 4; n++) await say(ada, threadId, `${LATE} ${n}`);
  const numbers = async (who: Person, cursor?: number) => {
    const { items, next } = await who.posts.page({ threadId, cursor, limit: 2 });
    return [items.map(({ number }) => number), next];
  };
  expect(await numbers(cy, 1)).toEqual([[], 3]);
  expect(await numbers(cy, 2)).toEqual([[3], 4]);
  expect(await numbers(cy)).toEqual([[3, 4], 5]);
  expect(await numbers(cy, 5)).toEqual([[5, 6], null]);
  expect(await numbers(ada)).toEqual([[1, 2], 3]);
  expect(await reader().$count(channels)).toBe(2);
});
