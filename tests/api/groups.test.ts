import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { seersOf } from "@/features/channels";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { auditEntries, channelMembers, events, follows, groups, members, notifications } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const NOT_FOUND = { code: "NOT_FOUND" };
const FORBIDDEN = { code: "FORBIDDEN" };
const CONFLICT = { code: "CONFLICT" };

/** A group of these people with its maker. */
async function group(by: Person, handle: string, people: Person[] = [], name = handle) {
  const id = newId();
  await by.groups.create({ id, name, handle, memberIds: people.map((one) => one.id) });
  return id;
}
const namesIn = async (by: Person, groupId: string) =>
  (await by.groups.get({ groupId })).members.map(({ name }) => name);

describe("a group", () => {
  test("is made by any member, not by guests; the same call again is the same group", async () => {
    const { ada, bob, gus } = await scene(clock, { members: ["ada", "bob", "gus"], guests: ["gus"] });
    const input = {
      id: newId(),
      name: "Design",
      handle: "design",
      purpose: "How it looks",
      memberIds: [ada.id, ada.id],
    };
    await bob.groups.create(input);
    await bob.groups.create(input);
    expect(await ada.groups.list({})).toEqual({
      items: [{ id: input.id, name: "Design", handle: "design", purpose: "How it looks", count: 2, mine: true }],
      next: null,
    });
    await expectRefused(CONFLICT, [
      () => bob.groups.create({ ...input, name: "Other" }),
      () => ada.groups.create({ ...input, id: newId() }),
      () => ada.groups.create({ ...input, id: newId(), handle: "BOB" }),
    ]);
    await expectRefused(FORBIDDEN, [() => gus.groups.create({ ...input, id: newId(), handle: "guests" })]);
    await expectRefused(NOT_FOUND, [
      () => ada.groups.create({ ...input, id: newId(), handle: "more", memberIds: [newId()] }),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [
      () => nobody().groups.create(input),
      () => nobody().groups.list({}),
    ]);
    expect(await reader().$count(groups)).toBe(1);
  });

  test("bad input names its field", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const good = { id: newId(), name: "Design", handle: "design" };
    const bad: [string, object][] = [
      ["name", { name: "" }],
      ["name", { name: "x".repeat(81) }],
      ["handle", { handle: "two words" }],
      ["purpose", { purpose: "x".repeat(501) }],
      ["memberIds", { memberIds: Array.from({ length: 201 }, newId) }],
      ["memberIds.0", { memberIds: ["x"] }],
    ];
    for (const [field, input] of bad)
      await expect(ada.groups.create({ ...good, ...input }), field).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { data: { field } },
      });
    await expect(ada.groups.list({ cursor: "x" })).rejects.toMatchObject({ cause: { data: { field: "cursor" } } });
    await ada.groups.create(good);
  });

  test("two at once who want one handle: one group is made", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const tries = await Promise.allSettled([group(ada, "design"), group(bob, "Design")]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject(CONFLICT);
    expect(await reader().$count(groups)).toBe(1);
  });

  test("its people, its maker, owners and admins change it; its maker, owners and admins remove it", async () => {
    const names = ["ada", "bob", "cleo", "dan", "gus"] as const;
    const { ada, bob, cleo, dan, gus } = await scene(clock, { members: names, guests: ["gus"] });
    const adam = await person("adam", "admin", clock.now());
    const groupId = await group(bob, "design", [cleo, gus]);
    await bob.groups.removeMember({ groupId, memberId: bob.id });
    for (const [n, by] of [ada, adam, bob, cleo].entries()) {
      await by.groups.update({ groupId, name: `Design ${n}`, handle: `design-${n}` });
      await by.groups.addMembers({ groupId, memberIds: [dan.id, cleo.id] });
      await by.groups.removeMember({ groupId, memberId: dan.id });
      await by.groups.removeMember({ groupId, memberId: dan.id });
    }
    for (const by of [dan, gus])
      await expectRefused(FORBIDDEN, [
        () => by.groups.update({ groupId, name: "Mine" }),
        () => by.groups.addMembers({ groupId, memberIds: [dan.id] }),
        () => by.groups.removeMember({ groupId, memberId: cleo.id }),
        () => by.groups.remove({ groupId }),
      ]);
    await expectRefused(FORBIDDEN, [() => cleo.groups.remove({ groupId })]);
    expect(await namesIn(ada, groupId)).toEqual(["cleo", "gus"]);
    await gus.groups.removeMember({ groupId, memberId: gus.id });
    expect(await namesIn(ada, groupId)).toEqual(["cleo"]);
    await expectRefused(NOT_FOUND, [() => gus.groups.get({ groupId })]);
    await bob.groups.remove({ groupId });
    const gone = { groupId };
    await expectRefused(NOT_FOUND, [
      () => ada.groups.get(gone),
      () => ada.groups.remove(gone),
      () => ada.groups.update({ ...gone, name: "x" }),
      () => ada.groups.addMembers({ ...gone, memberIds: [] }),
      () => ada.groups.removeMember({ ...gone, memberId: ada.id }),
    ]);
    const [entry] = await reader().select().from(auditEntries);
    expect(entry).toMatchObject({ action: "group.removed", actorId: bob.id, subjectId: groupId });
    // The handle is free at once.
    const other = await group(cleo, "design-3");
    await adam.groups.remove({ groupId: other });
  });

  test("hostile case 18, groups: a guest knows of the groups that they are in, and of their people those whom they know", async () => {
    const { ada, gus, zoe } = await scene(clock, { members: ["ada", "gus"], outsiders: ["zoe"], guests: ["gus"] });
    const theirs = await group(ada, "clients", [gus, zoe]);
    const other = await group(ada, "salaries", [zoe]);
    const names = async (by: Person) => (await by.groups.list({})).items.map(({ handle }) => handle);
    expect(await names(gus)).toEqual(["clients"]);
    expect(await names(ada)).toEqual(["clients", "salaries"]);
    expect(await gus.groups.get({ groupId: theirs })).toMatchObject({ count: 2, mayChange: false });
    expect(await namesIn(gus, theirs)).toEqual(["ada", "gus"]);
    expect(await namesIn(ada, theirs)).toEqual(["ada", "gus", "zoe"]);
    await expectRefused(NOT_FOUND, [
      () => gus.groups.get({ groupId: other }),
      () => gus.groups.removeMember({ groupId: other, memberId: gus.id }),
      () => gus.groups.update({ groupId: other, name: "x" }),
    ]);
    const found = async (by: Person) =>
      (await by.members.find({ text: "" })).flatMap((one) => (one.kind === "group" ? [one.handle, one.count] : []));
    expect(await found(gus)).toEqual(["clients", 2]);
    expect(await found(ada)).toEqual(["clients", 3, "salaries", 2]);
    expect((await gus.members.get({ memberId: ada.id })).groups.map(({ id }) => id)).toEqual([theirs]);
    const hear = (groupId: string) => seersOf(reader(), { payload: { groupId } }, [ada.id, gus.id]);
    expect(await hear(other)).toEqual([ada.id]);
    expect(await hear(theirs)).toHaveLength(2);
  });

  test("lists in pages, each once, in as many statements with many people as with few", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    for (let n = 0; n < 5; n++) await group(ada, `g${n}`, [bob], n < 2 ? "same" : `g${n}`);
    const count = async (run: () => Promise<unknown>) => (await collectStatements(run)).statements.length;
    const groupId = (await ada.groups.list({})).items[0]!.id;
    const all = async () => [await count(() => ada.groups.list({})), await count(() => ada.groups.get({ groupId }))];
    expect(await all()).toEqual([1, 3]);
    const crowd: Person[] = [];
    for (let n = 0; n < 20; n++) crowd.push(await person(`m${n}`, "member", clock.now()));
    await ada.groups.addMembers({ groupId, memberIds: crowd.map(({ id }) => id) });
    expect(await all()).toEqual([1, 3]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ada.groups.list>> = await ada.groups.list({ cursor, limit: 2 });
      seen.push(...page.items.map(({ handle }) => handle));
      cursor = page.next;
    } while (cursor);
    expect(seen.sort()).toEqual(["g0", "g1", "g2", "g3", "g4"]);
  });
});

describe("a mention of a group", () => {
  const told = async () => {
    await settle();
    const rows = await reader()
      .select({ name: members.name, reason: notifications.reason })
      .from(notifications)
      .innerJoin(members, eq(members.id, notifications.memberId));
    return Object.fromEntries(rows.map(({ name, reason }) => [name, reason]));
  };

  test("tells those of its people who see the thread, with the reason group, and makes none of them follow", async () => {
    const { ada, bob, cleo, dan, start } = await scene(clock, {
      members: ["ada", "bob", "cleo"],
      outsiders: ["dan"],
      channel: "private",
    });
    await group(dan, "design", [ada, bob, cleo]);
    await transaction(async (tx) => void (await tx.update(channelMembers).set({ level: "mentions" })));
    const thread = await start(ada, "Look", "Please look, @Design. And @cleo!");
    expect(await told()).toEqual({ bob: "group", cleo: "mentioned" });
    const tied = await reader().select({ id: follows.memberId }).from(follows);
    expect(tied.map(({ id }) => id).sort()).toEqual([ada.id, cleo.id].sort());
    const [entry] = (await bob.inbox.list({})).items;
    expect(entry).toMatchObject({ threadId: thread.id, reason: "group", excerpt: expect.stringContaining("@design") });
    // Who is not in the channel neither heard of it nor sees it.
    await expectRefused(NOT_FOUND, [() => dan.threads.get({ id: thread.id })]);
  });

  test("a member's handle and a group's rename: each reader sees what they may, at once", async () => {
    const { ada, gus, start } = await scene(clock, { members: ["ada", "gus"], guests: ["gus"] });
    const groupId = await group(ada, "design");
    const thread = await start(ada, "Look", "Please, @design and @nobody.");
    const html = async (by: Person) => (await by.posts.page({ threadId: thread.id })).items[0]!.html;
    expect(await html(ada)).toContain(`<a class="ref ref-group" href="/groups/${groupId}">@design</a> and @nobody`);
    const markup = '"><img src=x onerror=alert(1)>';
    await ada.groups.update({ groupId, name: markup });
    expect(await html(ada)).toContain("@&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</a>");
    // The guest is not in it: hostile case 18.
    expect(await html(gus)).toContain('<span class="ref ref-none">a group</span>');
    await ada.groups.addMembers({ groupId, memberIds: [gus.id] });
    expect(await html(gus)).toContain("ref-group");
    await ada.groups.remove({ groupId });
    expect(await html(ada)).toContain("a group</span>");
  });

  test("hostile case 19, groups: a guest cannot name a group that they may not know of", async () => {
    const { ada, gus, start } = await scene(clock, { members: ["ada", "gus", "bob"], guests: ["gus"] });
    const groupId = await group(ada, "design");
    const first = await start(gus, "Look", "Please, @design.");
    expect((await ada.posts.page({ threadId: first.id })).items[0]!.html).not.toContain("ref");
    await ada.groups.addMembers({ groupId, memberIds: [gus.id] });
    const second = await start(gus, "Look again", "Please, @design.");
    expect((await ada.posts.page({ threadId: second.id })).items[0]!.html).toContain("ref-group");
  });

  test("reaches 200 people in as many statements a batch as 2, each once", async () => {
    const { ada, channel, start } = await scene(clock, { members: ["ada"] });
    const groupId = await group(ada, "all");
    const crowd: Person[] = [];
    for (let n = 0; n < 200; n++) crowd.push(await person(`m${n}`, "member", clock.now()));
    await ada.groups.addMembers({ groupId, memberIds: crowd.slice(0, 2).map(({ id }) => id) });
    const cost = async () => {
      await settle();
      await start(ada, "Look", "Please, @all.");
      return (await collectStatements(settle)).statements.length;
    };
    const few = await cost();
    await ada.groups.addMembers({ groupId, memberIds: crowd.map(({ id }) => id) });
    const many = await cost();
    // Three batches of at most a hundred instead of one.
    expect(many).toBeLessThan(3 * few);
    expect(Object.keys(await told())).toHaveLength(200);
    expect(await reader().$count(notifications)).toBe(202);
    expect(channel.name).toBe("platform");
  });

  test("an event from before there were groups is told as before", async () => {
    const { ada, start } = await scene(clock, { members: ["ada", "bob"] });
    await start(ada, "Old", "Hello.");
    await transaction(async (tx) => {
      const [old] = await tx.select().from(events).where(eq(events.kind, "thread.started"));
      const { groupIds: _, ...payload } = old!.payload as Record<string, unknown>;
      await tx.update(events).set({ payload }).where(eq(events.id, old!.id));
    });
    expect(await told()).toEqual({ bob: "channel" });
  });
});

describe("a group in a private channel", () => {
  test("its present members come in, once; hostile case 22: guests of it are not let in by it", async () => {
    const { ada, bob, cleo, gus, dan, eve, fay, channel } = await scene(clock, {
      members: ["ada", "bob"],
      outsiders: ["cleo", "gus", "dan", "eve", "fay"],
      guests: ["gus"],
      channel: "private",
    });
    const groupId = await group(dan, "design", [bob, cleo, gus, eve]);
    await transaction(
      async (tx) => void (await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, eve.id))),
    );
    const input = { channelId: channel.id, groupId };
    expect(await bob.channels.addGroup(input)).toEqual({ added: 2, guests: 1 });
    expect(await bob.channels.addGroup(input)).toEqual({ added: 0, guests: 1 });
    const joined = await reader().select().from(events).where(eq(events.kind, "channel.joined"));
    expect(joined.map(({ payload }) => payload.memberId).sort()).toEqual([cleo.id, dan.id].sort());
    expect(await cleo.channels.get({ channelId: channel.id })).toMatchObject({ joined: true });
    // Who joins the group later is not let in by it, nor is who was deactivated.
    await dan.groups.addMembers({ groupId, memberIds: [fay.id] });
    const inside = await reader().select({ id: channelMembers.memberId }).from(channelMembers);
    expect(inside.map(({ id }) => id)).not.toContain(eve.id);
    await expectRefused(NOT_FOUND, [
      () => fay.channels.get({ channelId: channel.id }),
      () => gus.channels.get({ channelId: channel.id }),
      () => gus.channels.addGroup(input),
      () => ada.channels.addGroup({ ...input, groupId: newId() }),
      () => ada.channels.addGroup({ ...input, channelId: newId() }),
    ]);
    await ada.channels.addMember({ channelId: channel.id, memberId: gus.id });
    await expectRefused(FORBIDDEN, [() => gus.channels.addGroup(input)]);
    const open = newId();
    await ada.channels.create({ id: open, name: "open" });
    await expectRefused(CONFLICT, [() => ada.channels.addGroup({ channelId: open, groupId })]);
  });
});
