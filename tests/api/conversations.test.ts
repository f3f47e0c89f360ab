import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { PEOPLE_LIMIT } from "@/kernel/limits";
import { reader, transaction } from "@/platform/db";
import { channels, events, members, posts, threads } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, person, scene, settle, useScene } from "../support/scene";
import { say, write } from "../support/talking";

useDatabase();
const clock = useScene();

const team = () => scene(clock, { members: ["ada", "bob", "cy", "dee"], outsiders: ["eve"] });
const conversations = async () => (await reader().select().from(threads)).length;

describe("writing to people", () => {
  test("begins one conversation, and goes on with it from either side", async () => {
    const { ada, bob, cy } = await team();
    const first = await write(ada, [bob]);
    expect(first).toMatchObject({ number: 1, createdAt: clock.now() });
    clock.advance(1_000);
    expect(await write(bob, [ada], "Tomorrow.")).toMatchObject({ threadId: first.threadId, number: 2 });
    const group = await write(ada, [bob, cy]);
    expect(group.threadId).not.toBe(first.threadId);
    expect(await write(cy, [ada, bob, ada, cy], "Fine.")).toMatchObject({ threadId: group.threadId, number: 2 });
    expect(await conversations()).toBe(2);
  });

  test("is the same message when it is sent again, and never another's", async () => {
    const { ada, bob, cy, start } = await team();
    const input = { id: newId(), postId: newId(), memberIds: [bob.id], body: "Once." };
    const kept = await ada.conversations.start(input);
    expect(await ada.conversations.start(input)).toEqual(kept);
    expect(await reader().$count(posts)).toBe(1);
    const thread = await start(ada);
    await expectRefused({ code: "CONFLICT" }, [
      () => ada.conversations.start({ ...input, body: "Twice." }),
      () => cy.conversations.start(input),
      () => ada.conversations.start({ ...input, postId: thread.postId, body: "Two options." }),
      () => ada.conversations.start({ ...input, id: thread.id, postId: newId(), memberIds: [cy.id] }),
    ]);
    expect(await conversations()).toBe(2);
  });

  test("at the same moment from all sides begins one conversation", async () => {
    const { ada, bob, cy } = await team();
    const people = [ada, bob, cy];
    const pair = await Promise.all([write(ada, [bob]), write(bob, [ada]), write(ada, [bob]), write(bob, [ada])]);
    expect(new Set(pair.map(({ threadId }) => threadId)).size).toBe(1);
    expect(pair.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
    const all = await Promise.all(
      people.map((one) =>
        write(
          one,
          people.filter((other) => other !== one),
        ),
      ),
    );
    expect(new Set(all.map(({ threadId }) => threadId)).size).toBe(1);
  });

  test("wants somebody else, known and active, and few enough", async () => {
    const { ada, bob } = await team();
    const guest = await person("gus", "guest", clock.now());
    const left = await person("lee", "member", clock.now());
    await transaction((tx) => tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, left.id)));
    await expect(write(ada, [guest])).resolves.toMatchObject({ number: 1 });
    await expect(write(guest, [ada])).resolves.toMatchObject({ number: 2 });
    await expectRefused({ code: "NOT_FOUND" }, [
      () => write(guest, [bob]),
      () => write(ada, [left]),
      () => write(ada, [bob, left]),
      () => ada.conversations.start({ id: newId(), postId: newId(), memberIds: [newId()], body: "Anybody?" }),
    ]);
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "memberIds" } } }, [
      () => write(ada, [ada]),
      () => write(ada, []),
      () =>
        ada.conversations.start({
          ...{ id: newId(), postId: newId(), body: "All of you." },
          memberIds: Array.from({ length: PEOPLE_LIMIT }, newId),
        }),
    ]);
    await expect(
      nobody().conversations.start({ id: newId(), postId: newId(), memberIds: [ada.id], body: "Hello?" }),
    ).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("is nobody else's business, and no channel's", async () => {
    const { ada, bob, eve, channel } = await team();
    const { threadId } = await write(ada, [bob], "Between us.");
    const { channelId } = await bob.conversations.get({ threadId });
    await expect(bob.threads.get({ id: threadId })).resolves.toMatchObject({ title: "ada" });
    await expect(bob.posts.page({ threadId })).resolves.toMatchObject({ items: [{ number: 1 }] });
    await expectRefused({ code: "NOT_FOUND" }, [
      () => eve.conversations.get({ threadId }),
      () => eve.threads.get({ id: threadId }),
      () => eve.posts.page({ threadId }),
      () => say(eve, threadId, "Hm?"),
      () => eve.conversations.leave({ threadId }),
      // To its own people it is no channel either.
      () => ada.channels.get({ channelId }),
      () => ada.channels.join({ channelId }),
      () => ada.channels.leave({ channelId }),
      () => ada.channels.addMember({ channelId, memberId: eve.id }),
      () => ada.threads.list({ channelId }),
      () => ada.threads.start({ id: newId(), postId: newId(), channelId, title: "A", body: "B" }),
    ]);
    expect((await ada.channels.list({})).items.map(({ id }) => id)).toEqual([channel.id]);
    expect((await eve.conversations.list({})).items).toEqual([]);
    expect(JSON.stringify(await ada.members.get({ memberId: bob.id }))).not.toContain(channelId);
  });
});

describe("the list of conversations", () => {
  test("has the newest first, by pages, with names, how the last message begins, and what is unread", async () => {
    const { ada, bob, cy, dee } = await team();
    for (const [to, body] of [
      [[bob], "One"],
      [[cy], "Two"],
      [[bob, cy], "Three"],
      [[bob, cy, dee], "Four"],
    ] as const) {
      clock.advance(1_000);
      await write(ada, to, body);
    }
    await settle();
    const lines = async (who: typeof ada, cursor?: string) => who.conversations.list({ limit: 2, cursor });
    const first = await lines(bob);
    expect(first.items).toMatchObject([
      {
        title: "ada, cy and dee",
        count: 3,
        unread: 1,
        muted: false,
        last: { excerpt: "Four", author: { name: "ada" } },
      },
      { title: "ada and cy", unread: 1, last: { excerpt: "Three" } },
    ]);
    const second = await lines(bob, first.next!);
    expect(second).toMatchObject({ items: [{ title: "ada", unread: 1, last: { excerpt: "One" } }], next: null });
    expect((await ada.conversations.list({})).items.map(({ unread }) => unread)).toEqual([0, 0, 0, 0]);
    clock.advance(1_000);
    await say(bob, second.items[0]!.threadId, "**Yes**");
    expect((await lines(bob)).items[0]).toMatchObject({
      title: "ada",
      last: { excerpt: "Yes", author: { name: "bob" } },
    });
  });

  test("names people for each reader in their language, those who are gone last", async () => {
    const { ada, bob, cy, dee, eve } = await team();
    const { threadId } = await write(ada, [bob, cy, dee, eve]);
    const title = async (who: typeof ada) => (await who.conversations.get({ threadId })).title;
    expect(await title(ada)).toBe("bob, cy and 2 others");
    expect(await title(eve)).toBe("ada, bob and 2 others");
    await transaction((tx) => tx.update(members).set({ locale: "de" }).where(eq(members.id, eve.id)));
    expect(await title(eve)).toBe("ada, bob und 2 andere");
    await transaction((tx) => tx.update(members).set({ name: "", nameKey: "" }).where(eq(members.id, ada.id)));
    await cy.conversations.leave({ threadId });
    await dee.conversations.leave({ threadId });
    expect(await title(eve)).toBe("bob und Ehemaliges Mitglied");
  });
});

describe("people come and go", () => {
  test("a group: who is added is shown with who added them, and who leaves sees nothing of it any more", async () => {
    const { ada, bob, cy, dee } = await team();
    const { threadId } = await write(ada, [bob, cy], "Early.");
    await expectRefused({ code: "NOT_FOUND" }, [
      () => dee.conversations.add({ threadId, memberIds: [dee.id], history: "all" }),
      () => ada.conversations.add({ threadId, memberIds: [newId()], history: "all" }),
    ]);
    clock.advance(1_000);
    for (let twice = 0; twice < 2; twice++)
      await bob.conversations.add({ threadId, memberIds: [dee.id, cy.id], history: "all" });
    const { people } = await ada.conversations.get({ threadId });
    expect(people.map(({ name, added }) => [name, added?.by.name, added?.at, added?.history])).toEqual([
      ["ada", undefined, undefined, undefined],
      ["bob", undefined, undefined, undefined],
      ["cy", undefined, undefined, undefined],
      ["dee", "bob", clock.now(), "all"],
    ]);
    expect(await reader().$count(events, eq(events.kind, "conversation.joined"))).toBe(1);
    await cy.conversations.leave({ threadId });
    await expectRefused({ code: "NOT_FOUND" }, [
      () => cy.conversations.get({ threadId }),
      () => cy.posts.page({ threadId }),
      () => cy.conversations.leave({ threadId }),
    ]);
    expect((await cy.conversations.list({})).items).toEqual([]);
    // The set that is left is what the conversation is found by.
    expect(await write(dee, [ada, bob])).toMatchObject({ threadId });
    expect((await write(cy, [ada, bob])).threadId).not.toBe(threadId);
  });

  test("a conversation of two: nobody is added and nobody leaves, also when a group shrinks to two", async () => {
    const { ada, bob, cy } = await team();
    const { threadId } = await write(ada, [bob]);
    await expectRefused({ code: "CONFLICT" }, [
      () => ada.conversations.add({ threadId, memberIds: [cy.id], history: "from_now" }),
      () => bob.conversations.leave({ threadId }),
    ]);
    const group = await write(ada, [bob, cy]);
    await cy.conversations.leave({ threadId: group.threadId });
    expect(await write(bob, [ada])).toMatchObject({ threadId });
    await ada.conversations.add({ threadId: group.threadId, memberIds: [cy.id], history: "from_now" });
    await ada.conversations.leave({ threadId: group.threadId });
    expect((await cy.conversations.get({ threadId: group.threadId })).people).toHaveLength(2);
  });

  test("fifty at most, whoever adds at once", async () => {
    const { ada, bob, cy, dee } = await team();
    const crowd = await Promise.all(
      Array.from({ length: PEOPLE_LIMIT - 2 }, (_, n) => person(`p${n}`, "member", clock.now())),
    );
    const { threadId } = await write(ada, [bob, ...crowd.slice(1)]);
    const added = await Promise.allSettled(
      [cy, dee].map((one) => ada.conversations.add({ threadId, memberIds: [one.id], history: "all" })),
    );
    expect(added.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await ada.conversations.get({ threadId })).people).toHaveLength(PEOPLE_LIMIT);
  });

  test("whoever was deactivated is shown as such, and the conversation stays", async () => {
    const { ada, bob, cy } = await team();
    const { threadId } = await write(ada, [bob]);
    await transaction((tx) => tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, bob.id)));
    const { title, people } = await ada.conversations.get({ threadId });
    expect([title, people.map(({ name, active }) => [name, active])]).toEqual([
      "bob",
      [
        ["ada", true],
        ["bob", false],
      ],
    ]);
    await expect(say(ada, threadId, "For the record.")).resolves.toMatchObject({ number: 2 });
    await expect(write(ada, [cy])).resolves.toMatchObject({ number: 1 });
  });
});

test("a conversation's key is no name that a channel could have", async () => {
  const { ada, bob } = await team();
  await write(ada, [bob]);
  const [place] = await reader().select().from(channels).where(eq(channels.visibility, "conversation"));
  await expectRefused({ code: "BAD_REQUEST" }, [
    () => ada.channels.create({ id: newId(), name: place!.nameKey }),
    () => ada.channels.create({ id: newId(), name: place!.nameKey.slice(0, 20) }),
  ]);
  await expect(ada.channels.create({ id: newId(), name: place!.nameKey.slice(3, 20) })).resolves.toBeTruthy();
});
