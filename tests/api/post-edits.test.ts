import { and, asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import {
  auditEntries,
  deliveries,
  events,
  groupMembers,
  groups,
  members,
  notifications,
  postRevisions,
  posts,
} from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { joined, useMail } from "../support/mail";
import { expectRefused, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");

const TEN = 10 * MINUTE;

/** A thread of Ada's with a reply of Bob's, both a minute old. */
async function talk(visibility: "public" | "private" = "public") {
  const set = await scene(clock, { members: ["ada", "bob", "cy"], outsiders: ["eve"], channel: visibility });
  const thread = await set.start(set.ada, "Where?", "Two options.");
  const answer = await set.reply(set.bob, thread.id, "Storage.");
  await settle();
  clock.advance(MINUTE);
  const shown = async (by: Person, number = 2) => (await by.posts.page({ threadId: thread.id })).items[number - 1]!;
  const version = async (by: Person, number = 2) => {
    const { editedAt, at } = await shown(by, number);
    return editedAt ?? at;
  };
  const edit = async (by: Person, body: string) => by.posts.edit({ id: answer.id, version: await version(by), body });
  return { ...set, thread, answer, shown, version, edit };
}

const rowOf = async (id: string) => (await reader().select().from(posts).where(eq(posts.id, id)))[0]!;
const revisionsOf = (id: string) =>
  reader().select().from(postRevisions).where(eq(postRevisions.postId, id)).orderBy(asc(postRevisions.number));
const eventsOf = async (kind: string) =>
  (await reader().select().from(events).where(eq(events.kind, kind))).map(({ payload }) => payload);

describe("an edit", () => {
  test("shows at once, says when, and keeps what was said before, the newest first, for whoever may read it", async () => {
    const { ada, bob, eve, answer, shown, edit } = await talk("private");
    expect(await shown(ada)).toMatchObject({ editedAt: null, undoUntil: null });
    const first = await edit(bob, "**Object** storage.");
    clock.advance(MINUTE);
    const second = await edit(bob, "A bucket.");
    expect(await shown(ada)).toMatchObject({ editedAt: second.version, html: expect.stringContaining("A bucket.") });
    const history = [
      { number: 3, at: second.version, text: "A bucket.", title: null },
      { number: 2, at: first.version, text: "**Object** storage.", title: null },
      { number: 1, at: answer.createdAt, text: "Storage.", title: null },
    ];
    expect(await ada.posts.revisions({ id: answer.id })).toEqual({ items: history, next: null });
    const page = await ada.posts.revisions({ id: answer.id, limit: 2 });
    expect(page).toEqual({ items: history.slice(0, 2), next: 2 });
    expect(await ada.posts.revisions({ id: answer.id, cursor: page.next })).toEqual({
      items: history.slice(2),
      next: null,
    });
    await expectRefused({ code: "NOT_FOUND" }, [() => eve.posts.revisions({ id: answer.id })]);
  });

  test("is its author's alone, and of nothing that is not there", async () => {
    const { ada, bob, answer, version, edit } = await talk();
    const input = { id: answer.id, version: await version(bob), body: "Mine now." };
    await expectRefused({ code: "FORBIDDEN" }, [
      () => ada.posts.edit(input),
      () => ada.posts.source({ id: answer.id }),
    ]);
    await expectRefused({ code: "NOT_FOUND" }, [
      () => bob.posts.edit({ ...input, id: newId() }),
      () => bob.posts.undoEdit({ id: newId(), version: 1 }),
    ]);
    await expect(edit(bob, "Mine.")).resolves.toMatchObject({ id: answer.id });
    expect(await bob.posts.source({ id: answer.id })).toMatchObject({ body: "Mine.", title: null });
  });

  test("sent again is the same edit; one that changes nothing is none", async () => {
    const { bob, answer, version } = await talk();
    const input = { id: answer.id, version: await version(bob), body: "Once." };
    const answers = await Promise.all(Array.from({ length: 4 }, () => bob.posts.edit(input)));
    answers.push(await bob.posts.edit(input));
    expect(new Set(answers.map(({ version }) => version)).size).toBe(1);
    await bob.posts.edit({ ...input, version: answers[0]!.version });
    expect(await revisionsOf(answer.id)).toHaveLength(1);
    expect(await eventsOf("post.edited")).toHaveLength(1);
  });

  test("of a text that its author changed elsewhere meanwhile is refused, and neither text is lost", async () => {
    const { bob, answer, version, shown } = await talk();
    const seen = await version(bob);
    const kept = await bob.posts.edit({ id: answer.id, version: seen, body: "From the desk." });
    const stale = bob.posts.edit({ id: answer.id, version: seen, body: "From the phone." });
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT", cause: { data: { version: kept.version } } });
    expect((await shown(bob)).html).toContain("From the desk.");
    await bob.posts.edit({ id: answer.id, version: kept.version, body: "From the phone." });
    expect((await revisionsOf(answer.id)).map(({ body }) => body)).toEqual(["Storage.", "From the desk."]);
  });

  test("of two at once from one version lets one through", async () => {
    const { bob, answer, version } = await talk();
    const seen = await version(bob);
    const both = await Promise.allSettled(
      ["Desk.", "Phone."].map((body) => bob.posts.edit({ id: answer.id, version: seen, body })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await revisionsOf(answer.id)).toHaveLength(1);
  });

  test("of the opening post may change the title, which the revision keeps; a reply has none", async () => {
    const { ada, bob, thread, answer, version } = await talk();
    const id = thread.postId;
    await ada.posts.edit({ id, version: await version(ada, 1), body: "Two options.", title: "Where to?" });
    expect(await bob.threads.get({ id: thread.id })).toMatchObject({ title: "Where to?" });
    expect((await bob.posts.revisions({ id })).items.map(({ title }) => title)).toEqual(["Where to?", "Where?"]);
    expect(await eventsOf("post.edited")).toMatchObject([{ retitled: true }]);
    await expect(
      bob.posts.edit({ id: answer.id, version: await version(bob), body: "B.", title: "Mine" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { data: { field: "title" } } });
  });

  test("does not make the post that was sent first another one", async () => {
    const { ada, bob, thread, start, version } = await talk();
    const input = { id: newId(), threadId: thread.id, parentId: null, body: "First." };
    const { number, createdAt } = await bob.posts.add(input);
    await bob.posts.edit({ id: input.id, version: createdAt, body: "Second." });
    await expect(bob.posts.add(input)).resolves.toMatchObject({ number });
    await expectRefused({ code: "CONFLICT" }, [() => bob.posts.add({ ...input, body: "Second." })]);
    const begun = { id: newId(), postId: newId(), channelId: thread.channelId, title: "One", body: "Open." };
    await ada.threads.start(begun);
    const { createdAt: at } = await start(ada);
    await ada.posts.edit({ id: begun.postId, version: at, body: "Opened.", title: "Two" });
    await expect(ada.threads.start(begun)).resolves.toMatchObject({ id: begun.id });
    await ada.posts.delete({ id: begun.postId });
    clock.advance(TEN);
    await settle();
    await expect(ada.threads.start(begun)).resolves.toMatchObject({ id: begun.id });
    expect(await version(ada)).toBeGreaterThan(0);
  });

  test("hostile case 10, a former member edits, deletes and restores no post of theirs", async () => {
    const { ada, bob, answer, channel, version, shown } = await talk("private");
    const seen = await version(bob);
    const { version: edited } = await bob.posts.edit({ id: answer.id, version: seen, body: "While I was in." });
    await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
    await expectRefused({ code: "NOT_FOUND" }, [
      () => bob.posts.edit({ id: answer.id, version: edited, body: "From outside." }),
      () => bob.posts.undoEdit({ id: answer.id, version: edited }),
      () => bob.posts.delete({ id: answer.id }),
      () => bob.posts.restore({ id: answer.id }),
      () => bob.posts.source({ id: answer.id }),
      () => bob.posts.revisions({ id: answer.id }),
    ]);
    expect(await shown(ada)).toMatchObject({ html: expect.stringContaining("While I was in."), deleted: false });
  });

  test("leaves out of the history what the reader may not know", async () => {
    const { ada, bob, answer, edit } = await talk();
    await bob.channels.create({ id: newId(), name: "takeover", visibility: "private" });
    await edit(bob, "As said in #takeover, and in #platform.");
    const texts = async (by: Person) => (await by.posts.revisions({ id: answer.id })).items[0]!.text;
    expect(await texts(bob)).toBe("As said in #takeover, and in #platform.");
    expect(await texts(ada)).toBe("As said in #…, and in #platform.");
  });
});

test("in a locked thread nothing is edited, and what is there can be deleted", async () => {
  const { ada, bob, thread, answer, version } = await talk();
  const seen = await version(bob);
  const input = { id: answer.id, version: seen, body: "While it was open." };
  const { version: now } = await bob.posts.edit(input);
  await ada.threads.lock({ id: thread.id, locked: true });
  await expectRefused({ code: "CONFLICT" }, [
    () => bob.posts.edit({ ...input, version: now, body: "Too late." }),
    () => bob.posts.undoEdit({ id: answer.id, version: now }),
  ]);
  await expect(bob.posts.delete({ id: answer.id })).resolves.toMatchObject({ id: answer.id });
});

describe("an edit taken back", () => {
  test("leaves the text, the title and the history as they were, within ten minutes", async () => {
    const { ada, bob, thread, answer, version, shown } = await talk();
    const id = thread.postId;
    const edited = await ada.posts.edit({ id, version: await version(ada, 1), body: "Oops.", title: "Oops" });
    expect(edited.undoUntil).toBe(clock.now() + TEN);
    expect(await shown(ada, 1)).toMatchObject({ undoUntil: edited.undoUntil });
    expect(await shown(bob, 1)).toMatchObject({ undoUntil: null });
    await expectRefused({ code: "FORBIDDEN" }, [() => bob.posts.undoEdit({ id, version: edited.version })]);
    clock.advance(TEN - 1);
    for (let i = 0; i < 2; i++) await ada.posts.undoEdit({ id, version: edited.version });
    expect(await shown(ada, 1)).toMatchObject({ editedAt: null, html: expect.stringContaining("Two options.") });
    expect(await ada.threads.get({ id: thread.id })).toMatchObject({ title: "Where?" });
    expect(await revisionsOf(id)).toEqual([]);

    const late = await bob.posts.edit({ id: answer.id, version: await version(bob), body: "Late." });
    clock.advance(TEN);
    await expectRefused({ code: "CONFLICT" }, [() => bob.posts.undoEdit({ id: answer.id, version: late.version })]);
    expect((await shown(bob)).html).toContain("Late.");
  });

  test("does not take back another edit", async () => {
    const { bob, answer, edit } = await talk();
    const first = await edit(bob, "One.");
    await edit(bob, "Two.");
    await expectRefused({ code: "CONFLICT" }, [() => bob.posts.undoEdit({ id: answer.id, version: first.version })]);
    expect((await rowOf(answer.id)).body).toBe("Two.");
  });
});

describe("whom an edit names", () => {
  const called = async (who: Person) =>
    (
      await reader()
        .select({ reason: notifications.reason, route: deliveries.route, state: deliveries.state, why: deliveries.why })
        .from(notifications)
        .innerJoin(deliveries, eq(deliveries.notificationId, notifications.id))
        .where(and(eq(notifications.memberId, who.id), eq(deliveries.route, "digest")))
        .orderBy(asc(notifications.eventId))
    ).map(({ reason, state, why }) => [reason, state, why].join(" "));

  test("anew hears of it, and nobody else; they follow from then on", async () => {
    const { ada, bob, cy, thread, edit } = await talk();
    const before = { ada: await called(ada), cy: await called(cy) };
    await cy.inbox.done({ threadId: thread.id, upTo: 2 });
    await edit(bob, "Storage. What does @cy think?");
    await settle();
    await settle();
    expect(await called(ada)).toEqual(before.ada);
    expect(await called(cy)).toEqual([...before.cy, "mentioned pending next_digest"]);
    expect((await cy.inbox.list({})).items).toMatchObject([{ threadId: thread.id, reason: "mentioned" }]);
    expect((await cy.threads.get({ id: thread.id })).follow).toMatchObject({ state: "following" });
    await edit(bob, "Storage. What does @cy think? And nobody else.");
    await settle();
    expect(await called(cy)).toHaveLength(before.cy.length + 1);
  });

  test("no more is not told what has not gone out; named again, they are", async () => {
    const { bob, cy, edit } = await talk();
    const before = await called(cy);
    const { version } = await edit(bob, "For @cy.");
    await settle();
    await edit(bob, "For nobody.");
    await settle();
    expect(await called(cy)).toEqual([...before, "mentioned skipped no_longer_named"]);
    await edit(bob, "For @cy after all.");
    await settle();
    expect(await called(cy)).toEqual([...before, "mentioned pending next_digest"]);
    expect(version).toBeGreaterThan(0);
  });

  test("no more before it was told at all hears nothing", async () => {
    const { bob, cy, thread, reply } = await talk();
    await cy.follows.set({ threadId: thread.id, state: "not_following" });
    const before = await called(cy);
    const { id, createdAt } = await reply(bob, thread.id, "For @cy.");
    await bob.posts.edit({ id, version: createdAt, body: "For nobody." });
    await settle();
    expect(await called(cy)).toEqual(before);
  });

  test("by a group are its people", async () => {
    const { ada, bob, cy, edit } = await talk();
    const id = newId();
    await transaction(async (tx) => {
      const names = { name: "Design", nameKey: "design", handle: "design", handleKey: "design", purpose: "" };
      await tx.insert(groups).values({ id, ...names, makerId: ada.id, createdAt: 0 });
      await tx.insert(groupMembers).values({ groupId: id, memberId: cy.id, addedAt: 0 });
    });
    const before = await called(cy);
    await edit(bob, "For @design.");
    await settle();
    expect(await called(cy)).toEqual([...before, "group pending next_digest"]);
    await edit(bob, "For nobody.");
    await settle();
    expect(await called(cy)).toEqual([...before, "group skipped no_longer_named"]);
  });
});

describe("a deleted post", () => {
  const mail = useMail();

  test("leaves a tombstone that keeps the tree and says whose hand it was; anybody else may not", async () => {
    const { ada, bob, cy, thread, answer, shown, reply } = await talk();
    const below = await reply(cy, thread.id, "Why?", answer.id);
    await expectRefused({ code: "FORBIDDEN" }, [() => cy.posts.delete({ id: answer.id })]);
    await expectRefused({ code: "NOT_FOUND" }, [() => bob.posts.delete({ id: newId() })]);
    for (let i = 0; i < 2; i++) await bob.posts.delete({ id: answer.id });
    expect(await shown(ada)).toMatchObject({ deleted: true, deletedBy: "author", html: "", number: 2 });
    expect(await shown(ada, 3)).toMatchObject({ parentId: answer.id, deleted: false });
    await ada.posts.delete({ id: below.id });
    expect(await shown(cy, 3)).toMatchObject({ deleted: true, deletedBy: "team", undoUntil: null });
    expect(await eventsOf("post.deleted")).toHaveLength(2);
    expect(await reader().select().from(auditEntries)).toMatchObject([
      { action: "post.deleted", actorId: ada.id, subjectId: cy.id, data: { postId: below.id } },
    ]);
  });

  test("shows none of its text to anybody from then on, on no way", async () => {
    const { ada, bob, cy, thread, answer, edit, reply } = await talk();
    await joined(ada, bob, cy);
    await edit(bob, "The zanzibar plan, @cy.");
    await reply(ada, thread.id, "Something else, @cy.");
    await settle();
    await bob.posts.delete({ id: answer.id });
    await settle();
    expect((await rowOf(answer.id)).body).toContain("zanzibar");
    for (const who of [ada, bob, cy]) {
      const answers = [
        await who.posts.page({ threadId: thread.id }),
        await who.threads.list({ channelId: thread.channelId }),
        await who.threads.get({ id: thread.id }),
        await who.inbox.list({}),
      ];
      expect(JSON.stringify(answers)).not.toMatch(/zanzibar|Storage/);
      await expectRefused({ code: "NOT_FOUND" }, [() => who.posts.revisions({ id: answer.id })]);
    }
    await expectRefused({ code: "CONFLICT" }, [() => bob.posts.source({ id: answer.id })]);
    clock.advance(DAY);
    await settle();
    expect(mail.sink().received.length).toBeGreaterThan(0);
    expect(JSON.stringify(mail.sink().received)).not.toMatch(/zanzibar|Storage/);
  });

  test("comes back within ten minutes for whoever deleted it, and is empty after", async () => {
    const { ada, bob, thread, answer, shown, edit } = await talk();
    await edit(bob, "Storage, edited.");
    const { undoUntil } = await bob.posts.delete({ id: answer.id });
    expect(undoUntil).toBe(clock.now() + TEN);
    expect(await shown(bob)).toMatchObject({ undoUntil });
    await expectRefused({ code: "FORBIDDEN" }, [() => ada.posts.restore({ id: answer.id })]);
    clock.advance(TEN - 1);
    for (let i = 0; i < 2; i++) await bob.posts.restore({ id: answer.id });
    clock.advance(MINUTE);
    await settle();
    expect(await shown(ada)).toMatchObject({ deleted: false, html: expect.stringContaining("Storage, edited.") });

    await ada.posts.delete({ id: answer.id });
    await expectRefused({ code: "FORBIDDEN" }, [() => bob.posts.restore({ id: answer.id })]);
    clock.advance(TEN - 1);
    await settle();
    expect((await rowOf(answer.id)).body).not.toBe("");
    clock.advance(1);
    await settle();
    expect(await rowOf(answer.id)).toMatchObject({ body: "", html: "" });
    expect(await revisionsOf(answer.id)).toEqual([]);
    await expectRefused({ code: "CONFLICT" }, [() => ada.posts.restore({ id: answer.id })]);
    expect(await shown(ada)).toMatchObject({ deleted: true, deletedBy: "team" });
    expect((await ada.posts.page({ threadId: thread.id })).items).toHaveLength(2);
  });

  test("deleted anew has its ten minutes anew", async () => {
    const { bob, answer } = await talk();
    await bob.posts.delete({ id: answer.id });
    clock.advance(5 * MINUTE);
    await bob.posts.restore({ id: answer.id });
    await bob.posts.delete({ id: answer.id });
    clock.advance(6 * MINUTE);
    await settle();
    expect((await rowOf(answer.id)).body).toBe("Storage.");
    await bob.posts.restore({ id: answer.id });
    expect((await rowOf(answer.id)).deletedAt).toBeNull();
  });

  test("deleted and edited at once is one of both", async () => {
    const { bob, answer, version } = await talk();
    const seen = await version(bob);
    await Promise.allSettled([
      bob.posts.edit({ id: answer.id, version: seen, body: "Edited." }),
      bob.posts.delete({ id: answer.id }),
    ]);
    const row = await rowOf(answer.id);
    expect(row.deletedAt).not.toBeNull();
    expect(await revisionsOf(answer.id)).toHaveLength(row.body === "Edited." ? 1 : 0);
  });

  test("of a guest is deleted by themselves, and by an admin", async () => {
    const { ada, thread, reply, cy } = await talk();
    const gus = await person("gus", "guest", clock.now());
    await ada.channels.addMember({ channelId: thread.channelId, memberId: gus.id });
    const [one, two] = [await reply(gus, thread.id, "One."), await reply(gus, thread.id, "Two.")];
    await gus.posts.delete({ id: one.id });
    await transaction((tx) => tx.update(members).set({ role: "admin" }).where(eq(members.id, cy.id)));
    cy.actor.role = "admin";
    await cy.posts.delete({ id: two.id });
    expect((await rowOf(two.id)).deletedById).toBe(cy.id);
  });
});
