import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { seersOf } from "@/features/channels";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { channels, events, members } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const CONFLICT = { code: "CONFLICT", cause: { data: { field: "handle" } } };
const NOT_FOUND = { code: "NOT_FOUND" };
const changes = async () =>
  (await reader().select().from(events).where(eq(events.kind, "member.changed"))).map(({ payload }) => payload);

const makeGroup = async (by: Person, handle: string) => {
  const id = newId();
  await by.groups.create({ id, name: handle, handle });
  return id;
};

describe("a profile", () => {
  test("is kept field by field; what is so already changes nothing", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await ada.members.setProfile({ pronouns: "she/her" });
    await ada.members.setProfile({ languages: ["de", "pt-BR", "de"] });
    await ada.members.setProfile({ name: "Ada Lovelace" });
    const me = { name: "Ada Lovelace", handle: "ada", pronouns: "she/her", languages: ["de", "pt-BR"] };
    expect(await ada.members.me()).toMatchObject(me);
    expect(await changes()).toHaveLength(3);
    await ada.members.setProfile({ ...me });
    expect(await changes()).toHaveLength(3);
    await ada.members.setProfile({ pronouns: "" });
    expect(await ada.members.me()).toMatchObject({ ...me, pronouns: "" });
  });

  test("bad input names its field and changes nothing", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const before = await ada.members.me();
    const bad: [string, object][] = [
      ["name", { name: " " }],
      ["name", { name: "A\r\nBcc: eve@example.org" }],
      ["handle", { handle: "a b" }],
      ["handle", { handle: "x".repeat(31) }],
      ["handle", { handle: "-ada" }],
      ["handle", { handle: "@" }],
      ["handle", { handle: { $ne: 1 } }],
      ["pronouns", { pronouns: "x".repeat(41) }],
      ["languages.0", { languages: ["<b>"] }],
      ["languages", { languages: Array(13).fill("de") }],
      ["", {}],
    ];
    for (const [field, input] of bad)
      await expect(ada.members.setProfile(input as never), JSON.stringify(input)).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { data: { field } },
      });
    expect(await ada.members.me()).toEqual(before);
    await expect(nobody().members.setProfile({ name: "Eve" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("a handle is one member's or one group's, however it is typed, and free at once when it is given up", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await makeGroup(ada, "design");
    for (const handle of ["BOB", "@bob", "ｂｏｂ", "Design"])
      await expectRefused(CONFLICT, [() => ada.members.setProfile({ handle })]);
    await ada.members.setProfile({ handle: "Ada" });
    await bob.members.setProfile({ handle: "robert" });
    await ada.members.setProfile({ handle: "@bob" });
    expect(await ada.members.me()).toMatchObject({ handle: "bob" });
    await expectRefused(CONFLICT, [() => ada.groups.create({ id: newId(), name: "Robert", handle: "robert" })]);
  });

  test("two who want one handle at once: one gets it", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const tries = await Promise.allSettled([
      ada.members.setProfile({ handle: "captain" }),
      bob.members.setProfile({ handle: "captain" }),
      ada.groups.create({ id: newId(), name: "Captains", handle: "captain" }),
    ]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject(CONFLICT);
  });

  test("a rename shows everywhere at once: posts hold the member, not the name", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    const thread = await start(ada, "Hello", "Ask @bob.");
    const html = async () => (await ada.posts.page({ threadId: thread.id })).items[0]?.html;
    const named = (name: string) => `<a class="ref ref-member" href="/members/${bob.id}">@${name}</a>`;
    expect(await html()).toContain(named("bob"));
    await bob.members.setProfile({ name: "Roberta", handle: "roberta" });
    expect(await html()).toContain(named("Roberta"));
  });
});

describe("a member's page", () => {
  test("says what others may know: groups, shared channels, hours, and that somebody left", async () => {
    const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
    const groupId = await makeGroup(bob, "design");
    const secret = newId();
    await bob.channels.create({ id: secret, name: "secret", visibility: "private" });
    await bob.members.setProfile({ pronouns: "he/him", languages: ["en"] });
    const page = await ada.members.get({ memberId: bob.id });
    expect(page).toMatchObject({ name: "bob", handle: "bob", pronouns: "he/him", languages: ["en"], active: true });
    expect(page.groups).toEqual([{ id: groupId, name: "design", handle: "design" }]);
    expect(page.channels.map(({ id }) => id)).toEqual([channel.id]);
    expect(page.hours).toHaveLength(7);
    expect(JSON.stringify(page)).not.toContain("example.org");
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, bob.id));
    });
    expect(await ada.members.get({ memberId: bob.id })).toMatchObject({ name: "bob", active: false });
    await expectRefused(NOT_FOUND, [() => ada.members.get({ memberId: newId() })]);
  });

  test("hostile case 18, members: a guest reads, finds and lists their own people alone", async () => {
    const { gus, ada, zoe } = await scene(clock, { members: ["ada", "gus"], outsiders: ["zoe"], guests: ["gus"] });
    expect(await gus.members.get({ memberId: ada.id })).toMatchObject({ name: "ada" });
    await expectRefused(NOT_FOUND, [() => gus.members.get({ memberId: zoe.id })]);
    const names = async (text: string) => (await gus.members.find({ text })).map(({ name }) => name);
    expect(await names("")).toEqual(["ada", "gus"]);
    expect(await names("ada")).toEqual(["ada"]);
    expect(await names("zoe")).toEqual([]);
    expect((await gus.members.list({ text: "zoe" })).items).toEqual([]);
    expect((await ada.members.list({ text: "zoe" })).items).toHaveLength(1);
    expect((await ada.members.find({ text: "zoe" })).map(({ id }) => id)).toEqual([zoe.id]);
  });

  test("a guest hears of changes of their own people alone", async () => {
    const { ada, gus, zoe } = await scene(clock, { members: ["ada", "gus"], outsiders: ["zoe"], guests: ["gus"] });
    const hear = (memberId: string) => seersOf(reader(), { payload: { memberId } }, [ada.id, gus.id]);
    expect((await hear(ada.id)).sort()).toEqual([ada.id, gus.id].sort());
    expect(await hear(zoe.id)).toEqual([ada.id]);
  });
});

describe("finding people", () => {
  test("finds any member, not just the first hundred, by handle before name; wildcards and markup are text", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    for (let n = 100; n < 220; n++) await person(`m${n}`, "member", clock.now());
    const markup = '<b onmouseover="x">%_\\';
    await ada.members.setProfile({ name: `Wendy ${markup}` });
    expect(await ada.members.find({ text: "M219" })).toMatchObject([{ kind: "member", name: "m219", handle: "m219" }]);
    expect(await ada.members.find({ text: markup })).toMatchObject([{ name: `Wendy ${markup}` }]);
    // By name Ada comes first, whose name merely holds it: the handle goes before it.
    await ada.members.setProfile({ name: `Abe M21 ${markup}` });
    const found = (await ada.members.find({ text: "m21" })).map(({ handle }) => handle);
    expect(found).toEqual(Array.from({ length: 8 }, (_, n) => `m21${n}`));
    for (const text of ["%", "_", "\\", "m%", "constructor", "__proto__"])
      expect(await ada.members.find({ text })).toEqual([]);
    expect(await ada.members.find({ text: "" })).toHaveLength(8);
    expect((await ada.members.list({ text: "219" })).items).toMatchObject([{ name: "m219" }]);
    expect((await ada.members.list({ text: "%" })).items).toMatchObject([{ handle: "ada" }]);
    const first = await ada.members.list({ text: "m1", limit: 60 });
    const rest = await ada.members.list({ text: "m1", limit: 60, cursor: first.next });
    expect(first.items.length + rest.items.length).toBe(100);
    for (const text of ["\0", { $ne: 1 }, "x".repeat(81)])
      await expect(ada.members.find({ text: text as string })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("takes as many statements with a crowd as with few", async () => {
    const { ada, channel } = await scene(clock, { members: ["ada"] });
    const count = async (run: () => Promise<unknown>) => (await collectStatements(run)).statements.length;
    const all = async () => [
      await count(() => ada.members.find({ text: "m" })),
      await count(() => ada.members.get({ memberId: ada.id })),
      await count(() => ada.members.list({ text: "m" })),
    ];
    expect(await all()).toEqual([2, 3, 1]);
    for (let n = 0; n < 30; n++)
      await (await person(`m${n}`, "member", clock.now())).channels.join({ channelId: channel.id });
    for (let n = 0; n < 5; n++) await makeGroup(ada, `g${n}`);
    expect(await all()).toEqual([2, 3, 1]);
    await settle();
    expect(await reader().$count(channels)).toBe(1);
  });
});
