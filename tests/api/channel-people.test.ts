import { expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { useDatabase } from "../support/database";
import { expectRefused, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const reasons = async (who: Person) => (await who.inbox.list({})).items.map(({ reason }) => reason);

test("the people of a channel come by name, page after page, and are found by what is typed", async () => {
  const { ada, bob, eve, gil, channel } = await scene(clock, {
    ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"], channel: "private" },
  });
  const here = { channelId: channel.id };
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await gil.channels.people({ ...here, cursor, limit: 2 });
    seen.push(...page.items.map(({ name, role }) => `${name} ${role}`));
    cursor = page.next;
  }
  expect(seen).toEqual(["ada owner", "bob member", "gil guest"]);
  expect((await bob.channels.people({ ...here, text: "GI" })).items.map(({ name }) => name)).toEqual(["gil"]);
  expect((await bob.channels.people({ ...here, text: "%" })).items).toEqual([]);
  expect(await bob.channels.about(here)).toMatchObject({ maker: { name: "ada" }, members: 3, threads: 0 });
  await expectRefused({ code: "NOT_FOUND" }, [() => eve.channels.people(here), () => eve.channels.about(here)]);
  await ada.channels.addMember({ ...here, memberId: eve.id });
  expect((await eve.channels.people(here)).items).toHaveLength(4);
});

test("who is chosen to be told follows every new thread from its start, as followed", async () => {
  const { ada, bob, eve, channel, start, reply } = await scene(clock, { members: ["ada", "bob"], outsiders: ["eve"] });
  const here = { channelId: channel.id };
  for (let twice = 0; twice < 2; twice++) await ada.channels.addDefault({ ...here, memberId: eve.id });
  expect(await bob.channels.about(here)).toMatchObject({ defaults: [{ name: "eve" }] });
  const { id } = await start(bob);
  await settle();
  expect(await reasons(eve)).toEqual(["following"]);
  expect(await eve.threads.get({ id })).toMatchObject({ follow: { state: "following" } });
  await eve.inbox.done({ threadId: id, upTo: 1 });
  await reply(bob, id);
  await settle();
  expect(await reasons(eve)).toEqual(["following"]);

  for (let twice = 0; twice < 2; twice++) await ada.channels.removeDefault({ ...here, memberId: eve.id });
  const { id: second } = await start(bob, "Another");
  await settle();
  expect(await eve.threads.get({ id: second })).toMatchObject({ follow: null });
});

test("what they said themselves wins: a thread not followed or muted, a channel muted", async () => {
  const { ada, bob, eve, fay, hal, channel, start } = await scene(clock, {
    ...{ members: ["ada", "bob", "eve", "fay", "hal"] },
  });
  for (const { id: memberId } of [bob, eve, fay, hal])
    await ada.channels.addDefault({ channelId: channel.id, memberId });
  await hal.channels.setLevel({ channelId: channel.id, level: "muted" });
  const { id } = await start(ada);
  // Said before the thread is told of.
  await bob.follows.set({ threadId: id, state: "not_following" });
  await eve.follows.set({ threadId: id, state: "muted" });
  await settle();
  expect(await Promise.all([bob, eve, fay, hal].map(reasons))).toEqual([[], [], ["following"], []]);
  expect(await bob.threads.get({ id })).toMatchObject({ follow: { state: "not_following" } });
  expect(await eve.threads.get({ id })).toMatchObject({ follow: { state: "muted" } });
  expect(await hal.threads.get({ id })).toMatchObject({ follow: null });
});

test("only those are told who see the channel then", async () => {
  const { ada, bob, eve, gil, channel, start } = await scene(clock, {
    ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"], channel: "private" },
  });
  const here = { channelId: channel.id };
  await expect(ada.channels.addDefault({ ...here, memberId: eve.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const { id: memberId } of [bob, gil]) await ada.channels.addDefault({ ...here, memberId });
  await expectRefused({ code: "FORBIDDEN" }, [
    () => gil.channels.addDefault({ ...here, memberId: ada.id }),
    () => gil.channels.removeDefault({ ...here, memberId: bob.id }),
  ]);
  await ada.channels.removeMember({ ...here, memberId: bob.id });
  expect((await ada.channels.about(here)).defaults.map(({ name }) => name)).toEqual(["gil"]);
  const { id } = await start(ada);
  await settle();
  await expect(bob.threads.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await reasons(gil)).toEqual(["following"]);
  await ada.channels.addMember({ ...here, memberId: bob.id });
  expect(await bob.threads.get({ id })).toMatchObject({ follow: null });
  // Everybody takes themselves out.
  await gil.channels.removeDefault({ ...here, memberId: gil.id });
});

test("a guest learns of nobody outside their channels by who is told, nor by who made a channel", async () => {
  const { ada, bob, eve, gil } = await scene(clock, {
    ...{ members: ["ada", "bob"], outsiders: ["eve", "gil"], guests: ["gil"] },
  });
  const made = await ada.channels.create({ id: newId(), name: "open" });
  const here = { channelId: made.id };
  await bob.channels.join(here);
  await bob.channels.addMember({ ...here, memberId: gil.id });
  for (const { id: memberId } of [bob, eve]) await bob.channels.addDefault({ ...here, memberId });
  await ada.channels.leave(here);
  expect(await gil.channels.about(here)).toMatchObject({ maker: null, members: 2, defaults: [{ name: "bob" }] });
  expect(await bob.channels.about(here)).toMatchObject({
    maker: { name: "ada" },
    defaults: [{ name: "bob" }, { name: "eve" }],
  });
});

test("at most 50 people are told of every thread, also when they are chosen at once", async () => {
  const { ada, channel } = await scene(clock, { members: ["ada"] });
  const crowd: Person[] = [];
  for (let n = 0; n < 52; n++) crowd.push(await person(`m${n}`, "member", clock.now()));
  const here = { channelId: channel.id };
  for (const { id: memberId } of crowd.slice(0, 49)) await ada.channels.addDefault({ ...here, memberId });
  const race = await Promise.allSettled(
    crowd.slice(49).map(({ id: memberId }) => ada.channels.addDefault({ ...here, memberId })),
  );
  expect(race.filter(({ status }) => status === "rejected")).toHaveLength(2);
  expect((await ada.channels.about(here)).defaults).toHaveLength(50);
});
