import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { reader } from "@/platform/db";
import { auditEntries, events } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const kindsOf = async () => (await reader().select().from(events).orderBy(events.id)).map(({ kind }) => kind);

describe("what a channel is called and for", () => {
  test("is changed by any member of it who is no guest, and shows at once wherever it stands", async () => {
    const { ada, bob, eve, gil, channel, start } = await scene(clock, {
      ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"] },
    });
    const { id } = await start(ada, "See #platform", "It was #platform.");
    await settle();
    const here = { channelId: channel.id };
    await expectRefused({ code: "FORBIDDEN" }, [
      () => gil.channels.update({ ...here, name: "mine" }),
      () => eve.channels.update({ ...here, name: "mine" }),
    ]);
    for (let twice = 0; twice < 2; twice++)
      await bob.channels.update({ ...here, name: "Ground", purpose: "All of it." });
    expect(await gil.channels.get(here)).toMatchObject({ name: "Ground", purpose: "All of it.", mayChange: false });
    expect(await bob.channels.get(here)).toMatchObject({ mayChange: true, mayGovern: false });
    expect((await bob.threads.get({ id })).channel.name).toBe("Ground");
    expect((await bob.inbox.list({})).items[0]).toMatchObject({ channel: { name: "Ground" } });
    expect((await bob.posts.page({ threadId: id })).items[0]!.html).toContain("Ground");
    expect((await kindsOf()).filter((kind) => kind === "channel.changed")).toHaveLength(1);
    await expect(bob.channels.update({ channelId: newId(), name: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is no name that another channel has which one sees", async () => {
    const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
    await ada.channels.create({ id: newId(), name: "design" });
    await ada.channels.create({ id: newId(), name: "secret", visibility: "private" });
    const here = { channelId: channel.id };
    await expect(bob.channels.update({ ...here, name: "DESIGN" })).rejects.toMatchObject({
      ...{ code: "CONFLICT", cause: { data: { field: "name" } } },
    });
    // Its own name in other letters is no other's; one that he cannot see is free.
    for (const name of ["Platform", "secret"]) {
      await bob.channels.update({ ...here, name });
      expect(await bob.channels.get(here)).toMatchObject({ name });
    }
    await expectRefused({ code: "BAD_REQUEST" }, [
      () => bob.channels.update({ ...here, name: "<b>" }),
      () => bob.channels.update(here),
    ]);
  });

  test("becomes one name of two that are taken at the same moment", async () => {
    const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
    const other = await ada.channels.create({ id: newId(), name: "other" });
    await bob.channels.join({ channelId: other.id });
    const race = await Promise.allSettled([
      ada.channels.update({ channelId: channel.id, name: "one" }),
      bob.channels.update({ channelId: other.id, name: "one" }),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(race.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  });
});

describe("hostile case 3, who sees a channel", () => {
  test("is changed by its maker, owners and admins alone, and nobody by an edit that they may not do", async () => {
    const { ada, bob, cleo, gil, channel } = await scene(clock, {
      ...{ members: ["ada", "bob", "cleo", "gil"], guests: ["gil"], channel: "private" },
    });
    const open = { channelId: channel.id, visibility: "public" as const };
    await expectRefused({ code: "FORBIDDEN" }, [
      () => bob.channels.setVisibility(open),
      () => gil.channels.setVisibility(open),
    ]);
    // An edit of the name carries nothing else with it.
    await bob.channels.update({ ...open, name: "renamed" } as Parameters<typeof bob.channels.update>[0]);
    expect(await bob.channels.get(open)).toMatchObject({ name: "renamed", visibility: "private" });
    for (let twice = 0; twice < 2; twice++) await ada.channels.setVisibility(open);
    expect(await cleo.channels.get(open)).toMatchObject({ visibility: "public" });
    expect((await reader().select().from(auditEntries)).map(({ action }) => action)).toEqual(["channel.made_public"]);

    const made = await bob.channels.create({ id: newId(), name: "bobs", visibility: "private" });
    const his = { channelId: made.id, visibility: "public" as const };
    await expect(cleo.channels.setVisibility(his)).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Owners too know nothing of a private channel that they are not in.
    await expect(ada.channels.setVisibility(his)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await bob.channels.setVisibility(his);
    await expect(cleo.channels.setVisibility({ ...his, visibility: "private" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await bob.channels.setVisibility({ ...his, visibility: "private" });
    await expect(ada.channels.get(his)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("made private it stays with its present members, made public all that was written is everybody's", async () => {
    const { ada, bob, eve, gil, hal, channel, start } = await scene(clock, {
      ...{ members: ["ada", "bob", "gil"], outsiders: ["eve", "hal"], guests: ["gil", "hal"] },
    });
    const { id, postId } = await start(ada, "The offer", "To @eve.");
    await settle();
    const here = { channelId: channel.id };
    expect((await eve.inbox.list({})).items).toHaveLength(1);
    await ada.channels.setVisibility({ ...here, visibility: "private" });
    for (const who of [ada, bob, gil]) await expect(who.threads.get({ id })).resolves.toMatchObject({ id });
    await expectRefused({ code: "NOT_FOUND" }, [
      () => eve.channels.get(here),
      () => eve.threads.get({ id }),
      () => eve.posts.place({ id: postId }),
    ]);
    expect((await eve.inbox.list({})).items).toEqual([]);
    expect((await eve.channels.list({})).items).toEqual([]);

    await ada.channels.setVisibility({ ...here, visibility: "public" });
    await expect(eve.threads.get({ id })).resolves.toMatchObject({ id });
    await expect(hal.threads.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Whoever saw it no more had to hear of it: the event names no channel and reaches everybody but guests.
    const told = await reader().select().from(events);
    expect(told.filter(({ kind }) => kind === "channel.visibility_changed").map(({ payload }) => payload)).toEqual([
      {},
      {},
    ]);
  });

  test("keeps public names apart, and lets nobody shut themselves out", async () => {
    const { ada, bob, eve, channel } = await scene(clock, { members: ["ada", "bob"], outsiders: ["eve"] });
    const hers = await eve.channels.create({ id: newId(), name: "apart" });
    await eve.channels.setVisibility({ channelId: hers.id, visibility: "private" });
    await bob.channels.create({ id: newId(), name: "Apart" });
    await expect(eve.channels.setVisibility({ channelId: hers.id, visibility: "public" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await eve.channels.update({ channelId: hers.id, name: "apart-2" });
    await eve.channels.setVisibility({ channelId: hers.id, visibility: "public" });

    await ada.channels.leave({ channelId: channel.id });
    const close = { channelId: channel.id, visibility: "private" as const };
    await expect(ada.channels.setVisibility(close)).rejects.toMatchObject({ code: "CONFLICT" });
    await ada.channels.join({ channelId: channel.id });
    await ada.channels.setVisibility(close);
    expect(await ada.channels.get(close)).toMatchObject({ visibility: "private" });
  });
});

describe("an archived channel", () => {
  test("is read and listed by itself, and nobody writes in it until it is taken back", async () => {
    const { ada, bob, eve, gil, channel, start, reply } = await scene(clock, {
      ...{ members: ["ada", "bob", "gil"], outsiders: ["eve"], guests: ["gil"] },
    });
    const first = { id: newId(), postId: newId(), channelId: channel.id, title: "Last words", body: "Here." };
    const { id } = await bob.threads.start(first);
    const answer = { id: newId(), threadId: id, parentId: null, body: "Yes." };
    await bob.posts.add(answer);
    const here = { channelId: channel.id };
    await expectRefused({ code: "FORBIDDEN" }, [
      () => bob.channels.setArchived({ ...here, archived: true }),
      () => gil.channels.setArchived({ ...here, archived: true }),
    ]);
    for (let twice = 0; twice < 2; twice++) await ada.channels.setArchived({ ...here, archived: true });

    await expectRefused({ code: "CONFLICT", message: expect.stringContaining("archived") }, [
      () => start(bob),
      () => reply(bob, id),
      () => ada.channels.update({ ...here, name: "else" }),
    ]);
    // What was posted before is answered for again: a retry is no new post.
    await expect(bob.threads.start(first)).resolves.toMatchObject({ id });
    await expect(bob.posts.add(answer)).resolves.toMatchObject({ number: 2 });
    expect(await bob.channels.get(here)).toMatchObject({ archived: true, mayChange: false });
    expect(await bob.threads.get({ id })).toMatchObject({ channel: { archived: true } });
    expect((await eve.posts.page({ threadId: id })).items).toHaveLength(2);
    const named = async (who: typeof bob, archived?: boolean) =>
      (await who.channels.list({ archived })).items.map(({ name }) => name);
    expect([await named(bob), await named(bob, true), await named(eve, true)]).toEqual([
      [],
      ["platform"],
      ["platform"],
    ]);
    await expect(bob.channels.create({ id: newId(), name: "platform" })).rejects.toThrow("archived channel #platform");
    for (let twice = 0; twice < 2; twice++) await ada.channels.setArchived({ ...here, archived: false });
    expect([await named(bob), await named(bob, true)]).toEqual([["platform"], []]);
    await expect(reply(bob, id)).resolves.toMatchObject({ number: 3 });
    expect((await reader().select().from(auditEntries)).map(({ action }) => action)).toEqual([
      "channel.archived",
      "channel.taken_back",
    ]);
  });

  test("is known to those guests alone who belong to it", async () => {
    const { ada, gil, hal, channel } = await scene(clock, {
      ...{ members: ["ada", "gil"], outsiders: ["hal"], guests: ["gil", "hal"] },
    });
    await ada.channels.setArchived({ channelId: channel.id, archived: true });
    expect((await gil.channels.list({ archived: true })).items).toMatchObject([{ name: "platform", archived: true }]);
    expect((await hal.channels.list({ archived: true })).items).toEqual([]);
    await expect(hal.channels.get({ channelId: channel.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("hostile case 21, archive races create: whatever is kept was begun before it, and all else is refused", async () => {
    const { ada, bob, channel, start, reply } = await scene(clock, { members: ["ada", "bob"] });
    const { id } = await start(ada);
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, n) => person(`m${n}`, "member", clock.now())));
    const archive = () => ada.channels.setArchived({ channelId: channel.id, archived: true });
    for (let round = 0; round < 4; round++) {
      const writes: (() => Promise<unknown>)[] = [
        ...crowd.map((who) => () => start(who)),
        ...crowd.map((who) => () => reply(who, id)),
      ];
      const acts = writes.toSpliced(3 * round, 0, archive);
      const outcomes = await Promise.allSettled(acts.map((act) => act()));
      const refused = outcomes.filter((outcome) => outcome.status === "rejected");
      for (const { reason } of refused) expect(reason).toMatchObject({ code: "CONFLICT" });
      await expectRefused({ code: "CONFLICT" }, [() => start(bob), () => reply(bob, id)]);
      await settle();
      const log = (await reader().select().from(events)).sort((a, b) => a.seq! - b.seq!).map(({ kind }) => kind);
      const after = log.slice(log.lastIndexOf("channel.archived"));
      expect(after.filter((kind) => kind === "thread.started" || kind === "post.added")).toEqual([]);
      await ada.channels.setArchived({ channelId: channel.id, archived: false });
    }
    const { items } = await bob.threads.list({ channelId: channel.id, limit: 100 });
    const posts = (await bob.posts.page({ threadId: id })).items.length;
    const kept = await kindsOf();
    expect(kept.filter((kind) => kind === "thread.started")).toHaveLength(items.length);
    expect(kept.filter((kind) => kind === "post.added")).toHaveLength(posts - 1);
  });
});

describe("what a member wants of a channel", () => {
  test("is theirs alone, holds at once for what is told and what counts as unread, and ends with leaving", async () => {
    const { ada, bob, eve, channel, start, reply } = await scene(clock, {
      members: ["ada", "bob"],
      outsiders: ["eve"],
    });
    const here = { channelId: channel.id };
    const told = async () => (await bob.inbox.list({})).items.length;
    const set = (level: "everything" | "threads" | "mentions" | "muted") => bob.channels.setLevel({ ...here, level });
    await expect(eve.channels.setLevel({ ...here, level: "muted" })).rejects.toMatchObject({ code: "CONFLICT" });
    for (let twice = 0; twice < 2; twice++) await set("mentions");
    await start(ada, "One");
    await settle();
    expect(await told()).toBe(0);
    await set("threads");
    const { id } = await start(ada, "Two");
    await settle();
    expect(await told()).toBe(1);
    await bob.inbox.done({ threadId: id, upTo: 1 });
    await reply(ada, id);
    await settle();
    expect(await told()).toBe(0);
    await set("everything");
    await reply(ada, id);
    await settle();
    expect(await told()).toBe(1);
    expect((await bob.channels.list({})).items).toMatchObject([{ level: "everything", unread: true }]);
    await set("muted");
    expect((await bob.channels.list({})).items).toMatchObject([{ level: "muted", unread: false }]);
    await start(ada, "Three");
    await settle();
    expect(await told()).toBe(1);
    expect(await ada.channels.get(here)).toMatchObject({ level: "threads" });
    await bob.channels.leave(here);
    expect(await bob.channels.get(here)).toMatchObject({ level: null });
  });
});
