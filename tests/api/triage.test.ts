import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { collectStatements, reader } from "@/platform/db";
import { events } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { nobody, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const all = (ids: readonly string[], upTo = 1) => ids.map((threadId) => ({ threadId, upTo }));
const lists = async (who: Person) =>
  Promise.all(
    (["open", "unread", "snoozed", "done"] as const).map(
      async (filter) => (await who.inbox.list({ filter, limit: 100 })).items.length,
    ),
  );

/** So many threads of ada's, each in bob's inbox and unread. */
async function filled(threads: number, mention = true) {
  const set = await scene(clock, { members: ["ada", "bob"], channel: "private" });
  const ids: string[] = [];
  for (let i = 0; i < threads; i++) {
    clock.advance(1_000);
    ids.push((await set.start(set.ada, `T${i}`, mention ? "For @bob." : "For all.")).id);
  }
  await settle();
  return { ...set, ids };
}

test("many are done at once, and one call takes all of it back", async () => {
  const { bob, ids } = await filled(3);
  const was = await bob.inbox.list({});
  const { changed, refused } = await bob.inbox.triage({ act: { to: "done" }, entries: all(ids) });
  expect(refused).toEqual([]);
  expect(await lists(bob)).toEqual([0, 0, 0, 3]);
  for (let twice = 0; twice < 2; twice++) {
    await bob.inbox.restore({ entries: changed });
    expect(await bob.inbox.list({})).toEqual(was);
    expect((await bob.threads.get({ id: ids[0]! })).read).toEqual([]);
  }
});

test("each act and its way back", async () => {
  const { ada, bob, reply, ids } = await filled(2);
  const [first] = ids as [string];
  await reply(ada, first);
  await settle();
  await bob.inbox.markRead({ threadId: first, upTo: 2 });
  const states = async () => [await lists(bob), (await bob.threads.get({ id: first })).read];
  const acts = [
    [{ to: "unread" }, [[2, 2, 0, 0], [[1, 1]]]],
    [{ to: "read" }, [[2, 0, 0, 0], [[1, 2]]]],
    [{ to: "done" }, [[0, 0, 0, 2], [[1, 2]]]],
    [{ to: "snoozed", until: "tomorrow" }, [[0, 0, 2, 0], [[1, 2]]]],
    [{ to: "snoozed", until: "answer" }, [[0, 0, 2, 0], [[1, 2]]]],
  ] as const;
  const start = await states();
  for (const [act, after] of acts) {
    const { changed } = await bob.inbox.triage({ act, entries: all(ids, 2) });
    expect(await states(), act.to).toEqual(after);
    await bob.inbox.restore({ entries: changed });
    expect(await states(), act.to).toEqual(start);
  }
  const { changed: done } = await bob.inbox.triage({ act: { to: "done" }, entries: all(ids, 2) });
  const { changed: undone } = await bob.inbox.triage({ act: { to: "undone" }, entries: all(ids, 2) });
  expect((await lists(bob))[0]).toBe(2);
  await bob.inbox.restore({ entries: undone });
  expect((await lists(bob))[3]).toBe(2);
  await bob.inbox.restore({ entries: done });

  const { changed: snoozed } = await bob.inbox.triage({ act: { to: "snoozed", until: "later" }, entries: all(ids, 2) });
  const { changed: woken } = await bob.inbox.triage({ act: { to: "awake" }, entries: all(ids, 2) });
  await bob.inbox.restore({ entries: woken });
  expect((await lists(bob))[2]).toBe(2);
  clock.set("2026-11-20T14:00:00Z");
  await settle();
  expect((await lists(bob))[0]).toBe(2);
  await bob.inbox.restore({ entries: woken });
  expect(await lists(bob), "what would have woken by now is awake").toEqual([2, 1, 0, 0]);
  await bob.inbox.restore({ entries: snoozed });
});

test("what came later stays, and stays when an act is taken back", async () => {
  const { ada, bob, reply, ids } = await filled(2);
  const [first, second] = ids as [string, string];
  await reply(ada, first);
  await settle();
  const { changed, refused } = await bob.inbox.triage({ act: { to: "done" }, entries: all(ids) });
  expect(refused).toEqual([{ threadId: first, why: "newer" }]);
  expect(changed.map(({ threadId }) => threadId)).toEqual([second]);
  expect((await bob.threads.get({ id: first })).inbox).toEqual({ unread: true, done: false });
  await reply(ada, second, "Once more, @bob.");
  await settle();
  await bob.inbox.markRead({ threadId: second, ranges: [[2, 2]] });
  expect(await bob.inbox.restore({ entries: changed })).toEqual({ restored: [] });
  expect(await bob.threads.get({ id: second })).toMatchObject({ read: [[2, 2]], inbox: { done: false } });
  await bob.inbox.triage({ act: { to: "read" }, entries: all(ids) });
  expect((await bob.threads.get({ id: first })).read).toEqual([[1, 1]]);
  expect((await bob.threads.get({ id: first })).inbox).toEqual({ unread: true, done: false });
});

test("what one may not see is refused by name and does not fail the rest", async () => {
  const { ada, bob, channel, start, ids } = await filled(2);
  const own = await bob.channels.create({ id: newId(), name: "own", visibility: "private" });
  const other = await bob.threads.start({
    ...{ id: newId(), postId: newId(), channelId: own.id, title: "Mine", body: "Words." },
  });
  await settle();
  const unknown = newId();
  const entries = all([ids[0]!, unknown, other.id, (await start(ada)).id]);
  const answer = await bob.inbox.triage({ act: { to: "done" }, entries });
  expect(answer.changed.map(({ threadId }) => threadId)).toEqual([ids[0]]);
  expect(answer.refused.map(({ why }) => why)).toEqual(["not_found", "not_found", "not_found"]);
  await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
  expect(await bob.inbox.triage({ act: { to: "undone" }, entries: all(ids) })).toEqual({
    changed: [],
    refused: ids.map((threadId) => ({ threadId, why: "not_found" })),
  });
  expect(await bob.inbox.restore({ entries: answer.changed })).toEqual({ restored: [] });
  const nobodys = nobody().inbox.triage({ act: { to: "done" }, entries: all(ids) });
  await expect(nobodys).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("many at once take the same statements as two and make one event; more than a hundred are refused", async () => {
  const { bob, ids } = await filled(30);
  const statements = async (entries: string[]) => {
    const act = { to: "snoozed", until: "answer" } as const;
    const first = await collectStatements(() => bob.inbox.triage({ act, entries: all(entries) }));
    const done = await collectStatements(() => bob.inbox.triage({ act: { to: "done" }, entries: all(entries) }));
    const back = await collectStatements(() => bob.inbox.restore({ entries: done.result.changed }));
    return [first, done, back].map((each) => each.statements.length);
  };
  await bob.inbox.triage({ act: { to: "unread" }, entries: all(ids) });
  const two = await statements(ids.slice(0, 2));
  expect(await statements(ids.slice(2))).toEqual(two);
  const told = await reader().select({ p: events.payload }).from(events).where(eq(events.kind, "inbox.many_changed"));
  expect([...(told.at(-1)!.p.threadIds as string[])].sort()).toEqual(ids.slice(2).sort());
  for (const entries of [all(Array.from({ length: 101 }, newId)), []])
    await expect(bob.inbox.triage({ act: { to: "done" }, entries })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the same thread named twice is one, and two at once end as one of them", async () => {
  const { bob, ids } = await filled(4);
  const twice = await bob.inbox.triage({ act: { to: "done" }, entries: all([...ids, ...ids]) });
  expect(twice.changed).toHaveLength(4);
  await bob.inbox.restore({ entries: [...twice.changed, ...twice.changed] });
  expect(await lists(bob)).toEqual([4, 4, 0, 0]);
  await Promise.all([
    bob.inbox.triage({ act: { to: "done" }, entries: all(ids) }),
    bob.inbox.triage({ act: { to: "done" }, entries: all([...ids].reverse()) }),
    bob.inbox.markRead({ threadId: ids[0]!, upTo: 1 }),
  ]);
  expect(await lists(bob)).toEqual([0, 0, 0, 4]);
});

test("what is addressed to me is told from the rest", async () => {
  const { ada, bob, start, ids } = await filled(1);
  const plain = await start(ada, "For the channel", "Words.");
  await settle();
  const to = async (whom: "me" | "rest") => (await bob.inbox.list({ to: whom })).items.map(({ threadId }) => threadId);
  expect(await to("me")).toEqual(ids);
  expect(await to("rest")).toEqual([plain.id]);
  expect((await bob.inbox.list({ filter: "done", to: "me" })).items).toEqual([]);
});
