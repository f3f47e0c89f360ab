import { expect, test } from "vitest";
import { seersOf } from "@/features/channels";
import { newId } from "@/kernel/ids";
import { reader } from "@/platform/db";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, type Person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const namesOf = async (who: Person, joined?: boolean) =>
  (await who.channels.list({ joined })).items.map(({ name }) => name);

test("a member makes a public channel, which others find, join and leave", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  const made = await ada.channels.create({ id: newId(), name: "Reading room", purpose: "Books." });
  expect(made).toMatchObject({ name: "Reading-room", visibility: "public", joined: true, level: "threads" });
  expect(await namesOf(bob)).toEqual(["platform", "Reading-room"]);
  expect(await namesOf(bob, true)).toEqual(["platform"]);
  expect(await namesOf(bob, false)).toEqual(["Reading-room"]);
  for (let twice = 0; twice < 2; twice++) await bob.channels.join({ channelId: made.id });
  expect(await bob.channels.get({ channelId: made.id })).toMatchObject({ joined: true, purpose: "Books." });
  for (let twice = 0; twice < 2; twice++) await bob.channels.leave({ channelId: made.id });
  expect(await bob.channels.get({ channelId: made.id })).toMatchObject({ joined: false, level: null });
});

test("a private channel is known to its members alone", async () => {
  const { ada, bob, eve, channel } = await scene(clock, {
    ...{ members: ["ada", "bob"], outsiders: ["eve"], channel: "private" },
  });
  const here = { channelId: channel.id };
  expect(await namesOf(bob)).toEqual(["platform"]);
  expect(await namesOf(eve)).toEqual([]);
  await expect(bob.channels.get(here)).resolves.toMatchObject({ visibility: "private" });
  await expectRefused({ code: "NOT_FOUND" }, [
    () => eve.channels.get(here),
    () => eve.channels.join(here),
    () => eve.channels.leave(here),
    () => eve.channels.addMember({ ...here, memberId: eve.id }),
    () => eve.threads.list(here),
    () => eve.channels.get({ channelId: newId() }),
  ]);
  // A name that is taken would tell that the channel exists.
  await expect(eve.channels.create({ id: newId(), name: "Platform" })).resolves.toMatchObject({ name: "Platform" });
  await expect(bob.channels.create({ id: newId(), name: "PLATFORM" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(nobody().channels.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(ada.channels.addMember({ ...here, memberId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("members of a private channel decide who belongs to it", async () => {
  const { ada, bob, eve, channel } = await scene(clock, {
    ...{ members: ["ada", "bob"], outsiders: ["eve"], channel: "private" },
  });
  const her = { channelId: channel.id, memberId: eve.id };
  for (let twice = 0; twice < 2; twice++) await bob.channels.addMember(her);
  expect(await namesOf(eve, true)).toEqual(["platform"]);
  for (let twice = 0; twice < 2; twice++) await ada.channels.removeMember(her);
  await expect(eve.channels.get({ channelId: channel.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("in a public channel members come and go by themselves, and guests are let in", async () => {
  const { ada, eve, gil, channel } = await scene(clock, {
    ...{ members: ["ada"], outsiders: ["eve", "gil"], guests: ["gil"] },
  });
  const here = { channelId: channel.id };
  await expect(ada.channels.addMember({ ...here, memberId: eve.id })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await namesOf(gil)).toEqual([]);
  await expect(gil.channels.join(here)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await eve.channels.addMember({ ...here, memberId: gil.id });
  expect(await namesOf(gil)).toEqual(["platform"]);
  await expect(gil.channels.removeMember({ ...here, memberId: ada.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(gil.channels.create({ id: newId(), name: "mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(eve.channels.create({ id: newId(), name: "mine" })).resolves.toMatchObject({ name: "mine" });
  await ada.channels.removeMember({ ...here, memberId: gil.id });
  expect(await namesOf(gil)).toEqual([]);
});

test("making a channel five times at once makes one, and a public name is taken once", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  const input = { id: newId(), name: "design" };
  const answers = await Promise.all(Array.from({ length: 5 }, () => ada.channels.create(input)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await namesOf(bob)).toEqual(["design", "platform"]);
  await expect(bob.channels.create(input)).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { data: { field: "id" } },
  });
  const race = await Promise.allSettled([ada, bob].map((by) => by.channels.create({ id: newId(), name: "People" })));
  expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(race.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
});

test("a channel's name is one that can be written after a #", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  for (const name of ["", " ", "<b>", "a/b", "-a", "a-", "@x", "a\nb", "a\0", "\ud800", "x".repeat(61), { $ne: 1 }])
    await expect(ada.channels.create({ id: newId(), name: name as string })).rejects.toMatchObject({
      ...{ code: "BAD_REQUEST", cause: { data: { field: "name" } } },
    });
  for (const name of ["constructor", "a__proto__b", "größe", "設計", "v1.2", "a_b"])
    await expect(ada.channels.create({ id: newId(), name })).resolves.toMatchObject({ name });
});

test("pages of channels visit each once, by name", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  for (const name of ["delta", "Alpha", "charlie", "bravo"]) await ada.channels.create({ id: newId(), name });
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ada.channels.list({ cursor, limit: 2 });
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.next;
  }
  expect(seen).toEqual(["Alpha", "bravo", "charlie", "delta", "platform"]);
  await expect(ada.channels.list({ cursor: "x'--" })).rejects.toMatchObject({ cause: { data: { field: "cursor" } } });
});

test("a channel holds something unread until it is read, and never for who did not join", async () => {
  const { ada, bob, eve, start, reply } = await scene(clock, { members: ["ada", "bob"], outsiders: ["eve"] });
  const unread = async (who: Person) => (await who.channels.list({})).items[0]?.unread;
  expect(await unread(bob)).toBe(false);
  const thread = await start(ada);
  expect([await unread(bob), await unread(eve)]).toEqual([true, false]);
  await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
  expect(await unread(bob)).toBe(false);
  await reply(ada, thread.id);
  expect(await unread(bob)).toBe(true);
  clock.advance(1_000);
  await eve.channels.join({ channelId: thread.channelId });
  expect(await unread(eve)).toBe(false);
});

test("of an event hear those who may see it now", async () => {
  const { ada, bob, eve, gil, channel, start } = await scene(clock, {
    ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"], channel: "private" },
  });
  const thread = await start(ada);
  const all = [ada.id, bob.id, eve.id, gil.id];
  const hear = async (payload: Record<string, unknown>) => (await seersOf(reader(), { payload }, all)).sort();
  const inside = [ada.id, bob.id, gil.id].sort();
  expect(await hear({ threadId: thread.id, channelId: channel.id })).toEqual(inside);
  expect(await hear({ channelId: channel.id })).toEqual(inside);
  expect(await hear({ threadId: thread.id, memberIds: [bob.id, eve.id] })).toEqual([bob.id]);
  expect(await hear({ memberId: eve.id })).toEqual([ada.id, bob.id, eve.id].sort());

  await ada.channels.removeMember({ channelId: channel.id, memberId: bob.id });
  expect(await hear({ threadId: thread.id, channelId: channel.id })).toEqual([ada.id, gil.id].sort());
  expect(await hear({ channelId: channel.id, memberId: bob.id })).toEqual(inside);
});
