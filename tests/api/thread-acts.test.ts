import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { channelMembers, channels, events } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, type Person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const told = async (kind: string) =>
  (await reader().select({ payload: events.payload }).from(events).where(eq(events.kind, kind))).map(
    ({ payload }) => payload,
  );

/** One more channel, of which these are. */
async function another(visibility: "public" | "private", ...people: Person[]): Promise<string> {
  const id = newId();
  const createdAt = clock.now();
  await transaction(async (tx) => {
    await tx
      .insert(channels)
      .values({ id, name: id, nameKey: id, purpose: "", visibility, makerId: people[0]!.id, createdAt });
    for (const { id: memberId } of people)
      await tx.insert(channelMembers).values({ channelId: id, memberId, level: "threads", joinedAt: createdAt });
  });
  return id;
}

describe("locking", () => {
  test("ends writing for everybody, and opening lets them again; what was kept before answers as it did", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    const { id } = await start(bob);
    const kept = { id: newId(), threadId: id, parentId: null, body: "Before." };
    const before = await ada.posts.add(kept);
    await expect(bob.threads.lock({ id, locked: true })).resolves.toEqual({ id, locked: true });
    expect(await ada.threads.get({ id })).toMatchObject({ locked: true, may: { lock: true } });
    const late = () => ada.posts.add({ ...kept, id: newId(), body: "After." });
    await expectRefused({ cause: { code: "CONFLICT" }, message: expect.stringMatching(/locked/) }, [
      late,
      () => bob.posts.add({ ...kept, id: newId() }),
    ]);
    await expect(ada.posts.add(kept)).resolves.toEqual(before);
    await bob.threads.lock({ id, locked: true });
    expect(await told("thread.locked")).toHaveLength(1);
    await ada.threads.lock({ id, locked: false });
    await expect(late()).resolves.toMatchObject({ number: 3 });
  });

  test("is its author's and the runners' to do", async () => {
    const { ada, bob, eve, start } = await scene(clock, { members: ["ada", "bob", "eve"] });
    const { id } = await start(bob);
    const { id: hers } = await start(ada);
    await expect(eve.threads.lock({ id, locked: true })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    await expect(bob.threads.lock({ id: hers, locked: true })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
    expect((await eve.threads.get({ id })).may).toEqual({ lock: false, pin: true, move: false });
    await expect(ada.threads.lock({ id, locked: true })).resolves.toMatchObject({ locked: true });
    await expect(bob.threads.lock({ id, locked: false })).resolves.toMatchObject({ locked: false });
    await expect(bob.threads.lock({ id: newId(), locked: true })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
  });

  test("and replies at once: what was answered for before the lock is there, the rest was refused", async () => {
    const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
    const { id } = await start(ada);
    const answers = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => reply(bob, id)),
      ada.threads.lock({ id, locked: true }),
      ...Array.from({ length: 6 }, () => reply(bob, id)),
    ]);
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    for (const error of refused) expect(error).toMatchObject({ cause: { code: "CONFLICT" } });
    const { items } = await ada.posts.page({ threadId: id });
    expect(items).toHaveLength(1 + 12 - refused.length);
    expect(refused.length).toBeGreaterThan(0);
  });
});

describe("pinning", () => {
  test("puts a thread at the head of its channel, once, the latest first, with five at most", async () => {
    const { ada, bob, gil, channel, start } = await scene(clock, { members: ["ada", "bob", "gil"], guests: ["gil"] });
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) {
      ids.push((await start(ada, `${i}`)).id);
      clock.advance(1_000);
    }
    await expect(gil.threads.pin({ id: ids[0]!, pinned: true })).rejects.toMatchObject({
      cause: { code: "FORBIDDEN" },
    });
    for (const id of ids.slice(0, 4)) {
      await bob.threads.pin({ id, pinned: true });
      clock.advance(1_000);
    }
    const all = await Promise.allSettled(ids.slice(4).map((id) => bob.threads.pin({ id, pinned: true })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of all)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ cause: { code: "CONFLICT" } });
    const here = { channelId: channel.id, limit: 1 };
    const page = await bob.threads.list(here);
    expect(page.pinned.map(({ id }) => id).slice(1)).toEqual([ids[3], ids[2], ids[1], ids[0]]);
    const pinned = new Set(page.pinned.map(({ id }) => id));
    expect(page.pinned).toHaveLength(5);
    const rest = await bob.threads.list({ ...here, cursor: page.next });
    expect(rest.pinned).toEqual([]);
    expect([...page.items, ...rest.items].map(({ id }) => id).sort()).toEqual(
      ids.filter((id) => !pinned.has(id)).sort(),
    );
    await bob.threads.pin({ id: ids[0]!, pinned: false });
    await bob.threads.pin({ id: ids[0]!, pinned: false });
    expect((await bob.threads.list(here)).pinned).toHaveLength(4);
    expect(await told("thread.pinned")).toHaveLength(6);
  });
});

describe("moving", () => {
  test("takes a thread to another channel with all that is in it, and leaves its pin behind; twice is once", async () => {
    const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
    const { id } = await start(bob, "The offer");
    await reply(ada, id);
    await bob.threads.pin({ id, pinned: true });
    const target = await another("public", ada, bob);
    await expect(bob.threads.move({ id, channelId: target })).resolves.toEqual({ id, channelId: target });
    await bob.threads.move({ id, channelId: target });
    expect(await ada.threads.get({ id })).toMatchObject({ channel: { id: target }, pinned: false, lastNumber: 2 });
    expect(await ada.threads.list({ channelId: channel.id })).toMatchObject({ items: [], pinned: [] });
    expect(await ada.threads.list({ channelId: target })).toMatchObject({ items: [{ id, posts: 2 }], pinned: [] });
    expect(await told("thread.left")).toEqual([{ leftId: id, channelId: channel.id }]);
    expect(await told("thread.moved")).toEqual([{ threadId: id, channelId: target }]);
  });

  test("goes only where the mover may write, by its author or a runner who sees it, never by a guest", async () => {
    const { ada, bob, eve, gil, start, channel } = await scene(clock, {
      ...{ members: ["ada", "bob", "eve", "gil"], guests: ["gil"], channel: "private" },
    });
    const { id } = await start(bob);
    const { id: guests } = await start(gil);
    const open = await another("public", eve);
    const closed = await another("private", eve);
    await expectRefused({ cause: { code: "FORBIDDEN" } }, [
      () => eve.threads.move({ id, channelId: open }),
      () => gil.threads.move({ id: guests, channelId: channel.id }),
    ]);
    await expectRefused({ cause: { code: "NOT_FOUND" } }, [
      () => bob.threads.move({ id, channelId: closed }),
      () => bob.threads.move({ id, channelId: newId() }),
      () => bob.threads.move({ id: newId(), channelId: open }),
    ]);
    await expect(bob.threads.move({ id, channelId: open })).resolves.toMatchObject({ channelId: open });
    await expect(ada.threads.move({ id, channelId: channel.id })).resolves.toMatchObject({ channelId: channel.id });
  });

  test("to two places at once ends in one of them, and a reply at that moment is in it", async () => {
    const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
    const { id } = await start(ada);
    const targets = [await another("public", ada), await another("public", ada)];
    await Promise.all([...targets.map((channelId) => ada.threads.move({ id, channelId })), reply(bob, id)]);
    const { channel, lastNumber } = await ada.threads.get({ id });
    expect(targets).toContain(channel.id);
    expect(lastNumber).toBe(2);
    const told = await Promise.all(targets.map((channelId) => ada.threads.list({ channelId })));
    expect(told.map(({ items }) => items.length).sort()).toEqual([0, 1]);
  });
});

describe("the shape of a thread", () => {
  test("says what each post answers and who wrote it, in pages without holes, in two statements", async () => {
    const { ada, bob, start, reply } = await scene(clock, { members: ["ada", "bob"] });
    const { id, postId } = await start(ada);
    const second = await reply(bob, id, "b", postId);
    await reply(ada, id, "c", second.id);
    await reply(bob, id, "d");
    const all = await ada.posts.outline({ threadId: id });
    expect(all).toMatchObject({ from: 1, parents: [0, 1, 2, 0], next: null });
    expect(all.authors.map((at) => all.people[at]?.name)).toEqual(["ada", "bob", "ada", "bob"]);
    expect(await bob.posts.outline({ threadId: id, cursor: 3 })).toMatchObject({ from: 3, parents: [2, 0] });
    const { statements } = await collectStatements(() => ada.posts.outline({ threadId: id }));
    expect(statements).toHaveLength(2);
  });
});

test("how threads are seen is kept with the member, on every device, and tells them alone", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  expect((await ada.settings.mine()).threadView).toBe("tree");
  await ada.settings.setThreadView({ view: "flat" });
  await ada.settings.setThreadView({ view: "flat" });
  expect((await ada.settings.mine()).threadView).toBe("flat");
  expect((await bob.settings.mine()).threadView).toBe("tree");
  expect(await told("member.thread_view_changed")).toEqual([{ memberIds: [ada.id] }]);
  await expect(ada.settings.setThreadView({ view: "round" as "flat" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
