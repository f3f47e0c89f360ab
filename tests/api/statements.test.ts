import { expect, test } from "vitest";
import { raiseEntries } from "@/features/inbox";
import { newId } from "@/kernel/ids";
import { collectStatements, transaction } from "@/platform/db";
import { useDatabase } from "../support/database";
import { planOf, sortsIn } from "../support/plan";
import { type Person, person, scene, useScene } from "../support/scene";

const database = useDatabase();
const clock = useScene();

const body = "Hello @bob and @ada in #platform, see http://localhost:3000/t/";

/** A team of which everything grows: members, threads, posts with every kind of reference, and what is unread. */
async function team() {
  const set = await scene(clock, { members: ["ada", "bob"] });
  const { ada, bob, channel } = set;
  let members = 0;
  async function grow(by: number) {
    const crowd: Person[] = [];
    for (let i = 0; i < by; i++) crowd.push(await person(`m${members++}`, "member", clock.now()));
    for (const one of crowd) await one.channels.join({ channelId: channel.id });
    for (let i = 0; i < by; i++) {
      clock.advance(1_000);
      await ada.channels.create({ id: newId(), name: `c${members}-${i}` });
      const id = newId();
      const postId = newId();
      await ada.threads.start({ id, postId, channelId: channel.id, title: `T${i}`, body: `${body}${id} p/${postId}` });
      for (let n = 0; n < by; n++)
        await set.reply(crowd[n]!, id, `${body}${id} and [p](/p/${postId}), <time:2026-11-24T09:00Z>`);
      await transaction((tx) =>
        raiseEntries(
          tx,
          { threadId: id, postId, postNumber: 1, at: clock.now() },
          [...crowd, bob].map((to) => ({ memberId: to.id, reason: "following" as const })),
        ),
      );
    }
  }
  return { ...set, grow };
}

/** The statements of each procedure, as one reader and writer makes them. */
async function measure(bob: Person, threadId: string, channelId: string) {
  const statements = async (run: () => Promise<unknown>) => (await collectStatements(run)).statements;
  return {
    "inbox.list": await statements(() => bob.inbox.list({})),
    "inbox.list unread": await statements(() => bob.inbox.list({ filter: "unread" })),
    "inbox.counts": await statements(() => bob.inbox.counts()),
    "channels.list": await statements(() => bob.channels.list({})),
    "channels.get": await statements(() => bob.channels.get({ channelId })),
    "channels.about": await statements(() => bob.channels.about({ channelId })),
    "channels.people": await statements(() => bob.channels.people({ channelId })),
    "channels.sections.list": await statements(() => bob.channels.sections.list()),
    "channels.move": await statements(() => bob.channels.move({ channelId, sectionId: null, beforeId: null })),
    "threads.list": await statements(() => bob.threads.list({ channelId })),
    "threads.get": await statements(() => bob.threads.get({ id: threadId })),
    "posts.page": await statements(() => bob.posts.page({ threadId })),
    "posts.outline": await statements(() => bob.posts.outline({ threadId })),
    "posts.add": await statements(() =>
      bob.posts.add({ id: newId(), threadId, parentId: null, body: `${body}${threadId}` }),
    ),
    "search.posts": await statements(() => bob.search.posts({ text: "hello" })),
    "inbox.markRead": await statements(() => bob.inbox.markRead({ threadId, upTo: 1 })),
    "inbox.done": await statements(() => bob.inbox.done({ threadId, upTo: 2 })),
  };
}

test("the number of statements does not grow with members, unread or history", async () => {
  const { bob, channel, grow } = await team();
  const counts = async () => {
    const [line] = (await bob.threads.list({ channelId: channel.id })).items;
    const all = await measure(bob, line!.id, channel.id);
    return Object.fromEntries(Object.entries(all).map(([name, { length }]) => [name, length]));
  };
  await grow(2);
  const small = await counts();
  await grow(12);
  expect(await counts()).toEqual(small);
  expect(small).toEqual({
    ...{ "inbox.list": 5, "inbox.list unread": 5, "inbox.counts": 2, "channels.list": 1, "threads.list": 8 },
    ...{ "channels.get": 1, "channels.about": 4, "channels.people": 2, "channels.move": 3 },
    "channels.sections.list": 1,
    ...{
      "threads.get": 2,
      "posts.page": 7,
      "posts.outline": 2,
      "posts.add": 10,
      "search.posts": 7,
      "inbox.markRead": 11,
      "inbox.done": 8,
    },
  });
});

test("each list is read from its index in its order", async () => {
  const { bob, channel, grow } = await team();
  await grow(3);
  const [line] = (await bob.threads.list({ channelId: channel.id })).items;
  const all = await measure(bob, line!.id, channel.id);
  const indices = {
    "inbox.list": "inbox_entries_list",
    "inbox.list unread": "inbox_entries_unread",
    "channels.list": "channels_name",
    "channels.people": "members_name_key",
    "channels.sections.list": "channel_sections_member",
    "threads.list": "threads_channel",
    "posts.page": "posts_thread_number",
  } as const;
  for (const [name, index] of Object.entries(indices)) {
    const statement = all[name as keyof typeof indices].find((sql) => / order by /i.test(sql));
    const plan = await planOf(database.url(), statement!);
    expect(plan, name).toContain(index);
    expect(sortsIn(plan), `${name}\n${plan}`).toEqual([]);
  }
});

test("what owners and admins look at takes as many statements whatever there is", async () => {
  const { ada } = await scene(clock, { members: ["ada", "bob"] });
  const statements = async (run: () => Promise<unknown>) => (await collectStatements(run)).statements.length;
  const counts = async () => ({
    "admin.members": await statements(() => ada.admin.members({})),
    "admin.members deactivated": await statements(() => ada.admin.members({ show: "deactivated" })),
    "audit.list": await statements(() => ada.audit.list({})),
    "audit.actions": await statements(() => ada.audit.actions()),
    "invitations.list": await statements(() => ada.invitations.list({})),
    "members.list": await statements(() => ada.members.list({ text: "m" })),
  });
  let made = 0;
  async function grow(by: number) {
    for (let i = 0; i < by; i++) {
      const [heir, gone] = [`m${made++}`, `m${made++}`];
      const { id: heirId } = await person(heir, "member", clock.now());
      const { id: memberId } = await person(gone, "member", clock.now());
      const { id } = await ada.channels.create({ id: newId(), name: `secret-${made}`, visibility: "private" });
      await ada.invitations.make({ to: [{ id: newId() }], channelIds: [id] });
      await ada.admin.changeRole({ memberId, role: "admin" });
      await ada.admin.deactivate({ memberId, heirId });
    }
  }
  await grow(2);
  const small = await counts();
  await grow(10);
  expect(await counts()).toEqual(small);
  expect(small).toEqual({
    ...{ "admin.members": 1, "admin.members deactivated": 1, "audit.list": 2, "audit.actions": 1 },
    ...{ "invitations.list": 2, "members.list": 1 },
  });
});

test("a text that nobody has is looked for in the index of names alone", async () => {
  const { ada } = await scene(clock, { members: ["ada", "bob"] });
  const { statements } = await collectStatements(() => ada.members.list({ text: "zzq" }));
  const plan = await planOf(database.url(), statements[0]!);
  expect(plan).toContain("members_name_key");
  expect(sortsIn(plan), plan).toEqual([]);
});
