import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { indexOldPosts } from "@/features/search";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { searchDocuments } from "@/platform/db/schema";
import { enqueue } from "@/platform/jobs";
import { searchIndex } from "@/platform/search";
import { useDatabase } from "../support/database";
import { scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const team = () => scene(clock, { members: ["ada", "bob"], outsiders: ["eve"], channel: "private" });
type Finder = Awaited<ReturnType<typeof team>>["ada"];
const numbers = async (by: Finder, text: string) => (await by.search.posts({ text })).items.map(({ number }) => number);

describe("the search", () => {
  test("finds a post by words of its body or of its thread's title as soon as it is answered for, the newest first", async () => {
    const { ada, bob, start, reply } = await team();
    const thread = await start(ada, "Where do attachments live?", "An **object** store, or a disk.");
    await reply(bob, thread.id, "Disks fail. Objects do not.");
    expect(await numbers(ada, "disk")).toEqual([2, 1]);
    expect(await numbers(ada, '"disk"')).toEqual([1]);
    expect(await numbers(ada, "attachments object")).toEqual([1]);
    expect(await numbers(ada, "attachments fail")).toEqual([]);
    const { items } = await ada.search.posts({ text: "fail" });
    expect(items).toMatchObject([
      {
        threadId: thread.id,
        title: "Where do attachments live?",
        author: { id: bob.id },
        excerpt: "Disks fail. Objects do not.",
      },
    ]);
    const [hit] = items;
    expect(hit?.marks.map(([from, to]) => hit.excerpt.slice(from, to))).toEqual(["fail"]);
  });

  test("hostile cases 18 and 19: finds for nobody what they may not read, and for its people what they may", async () => {
    const { ada, eve, start } = await team();
    await start(ada, "A secret", "Nobody outside knows of the heron.");
    expect(await numbers(ada, "heron")).toEqual([1]);
    expect(await numbers(eve, "heron")).toEqual([]);
    expect(await numbers(eve, "secret")).toEqual([]);
  });

  test("finds nothing more for a former member of a private channel", async () => {
    const { ada, bob, channel, start } = await team();
    await start(ada, "Plans", "The heron flies.");
    expect(await numbers(bob, "heron")).toEqual([1]);
    await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
    expect(await numbers(bob, "heron")).toEqual([]);
    expect(await numbers(ada, "heron")).toEqual([1]);
  });

  test.each([
    '"',
    "*",
    "NEAR(",
    "body:",
    "-",
    "place:p",
    "'",
    "a' | 'b",
    "AND",
    "OR NOT",
    "{title}",
    "\\",
    ":*",
    "&!()",
    "constructor",
  ])("hostile case 29: %j is text like any other", async (text) => {
    const { ada, start } = await team();
    await start(ada, `Signs ${text}`, "Every sign means nothing.");
    await expect(ada.search.posts({ text })).resolves.toMatchObject({ next: null });
    await expect(ada.search.posts({ text: `signs ${text}` })).resolves.toMatchObject({ items: [{ number: 1 }] });
  });

  test("a text without a word finds nothing, one that is too long is refused by name", async () => {
    const { ada, start } = await team();
    await start(ada);
    expect(await ada.search.posts({ text: " … " })).toEqual({ items: [], next: null });
    await expect(ada.search.posts({ text: "x".repeat(201) })).rejects.toMatchObject({
      message: expect.stringContaining("search"),
    });
  });

  test("a moved thread is found where it is now, and by nobody who does not see that", async () => {
    const { ada, bob, eve, start } = await team();
    const thread = await start(ada, "Plans", "The heron flies.");
    const open = await ada.channels.create({ id: newId(), name: "open" });
    await ada.threads.move({ id: thread.id, channelId: open.id });
    await settle();
    expect(await numbers(ada, "heron")).toEqual([1]);
    expect(await numbers(eve, "heron")).toEqual([1]);
    const hidden = await bob.channels.create({ id: newId(), name: "hidden", visibility: "private" });
    await bob.channels.addMember({ channelId: hidden.id, memberId: ada.id });
    await ada.threads.move({ id: thread.id, channelId: hidden.id });
    expect(await numbers(eve, "heron")).toEqual([]);
    await settle();
    expect(await numbers(eve, "heron")).toEqual([]);
    expect(await numbers(bob, "heron")).toEqual([1]);
  });

  test("pages visit every hit once", async () => {
    const { ada, start, reply } = await team();
    const thread = await start(ada, "Herons", "One heron.");
    for (let i = 0; i < 6; i++) await reply(ada, thread.id, `Heron ${i}`);
    const seen: number[] = [];
    for (let cursor: number | null = null; ; ) {
      const page: Awaited<ReturnType<Finder["search"]["posts"]>> = await ada.search.posts({
        text: "heron",
        cursor,
        limit: 2,
      });
      seen.push(...page.items.map(({ number }) => number));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test("finds words of scripts without gaps, by two characters and by one", async () => {
    const { ada, start } = await team();
    await start(ada, "発表", "東京都で会いましょう");
    expect(await numbers(ada, "京都")).toEqual([1]);
    expect(await numbers(ada, "東")).toEqual([1]);
    expect(await numbers(ada, "都東")).toEqual([]);
  });

  test("names are no words of a post, spoilers are", async () => {
    const { ada, bob, start } = await team();
    await start(ada, "Who", `@${bob.name} knows ||the butler||`);
    expect(await numbers(ada, "bob")).toEqual([]);
    expect(await numbers(ada, "butler")).toEqual([1]);
  });
});

describe("posts that the index does not know", () => {
  beforeEach(() => settle());
  test("are found once the job that looks for them ran, each once", async () => {
    const { ada, start, reply } = await team();
    const thread = await start(ada, "Herons", "One heron.");
    for (let i = 0; i < 60; i++) await reply(ada, thread.id, `Heron ${i}`);
    await transaction(async (tx) => {
      const ids = await tx.delete(searchDocuments).returning({ id: searchDocuments.id });
      for (const { id } of ids) await tx.delete(searchIndex).where(eq(searchIndex.id, id));
    });
    expect(await numbers(ada, "heron")).toEqual([]);
    const after = "00000000-0000-0000-0000-000000000000";
    await transaction((tx) => enqueue(tx, indexOldPosts, { after }, { dedupeKey: "a later start" }));
    await settle();
    expect(await reader().$count(searchDocuments)).toBe(61);
    expect((await ada.search.posts({ text: "heron", limit: 50 })).items).toHaveLength(50);
  });
});
