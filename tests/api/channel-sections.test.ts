import { expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { reader } from "@/platform/db";
import { events } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, type Person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

/** A member's channels as they see them: under each section, in their order. */
async function shelf(who: Person): Promise<Record<string, string[]>> {
  const { items } = await who.channels.list({ joined: true });
  const sections = [...(await who.channels.sections.list()), { id: null, name: "none" }];
  const under = (sectionId: string | null) =>
    items.filter((one) => one.sectionId === sectionId).sort((a, b) => a.position - b.position);
  return Object.fromEntries(sections.map(({ id, name }) => [name, under(id).map((one) => one.name)]));
}

/** Four more channels of Ada's, by name. */
async function four(ada: Person) {
  const ids: Record<string, string> = {};
  for (const name of ["a", "b", "c", "d"]) ids[name] = (await ada.channels.create({ id: newId(), name })).id;
  return ids as Record<"a" | "b" | "c" | "d", string>;
}

async function section(who: Person, name: string): Promise<string> {
  const id = newId();
  for (let twice = 0; twice < 2; twice++) await who.channels.sections.make({ id, name });
  return id;
}

test("a member keeps their channels in an order and under sections of their own", async () => {
  const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
  const { a, b, c, d } = await four(ada);
  expect(await shelf(ada)).toEqual({ none: ["a", "b", "c", "d", "platform"] });
  for (let twice = 0; twice < 2; twice++) await ada.channels.move({ channelId: d, sectionId: null, beforeId: b });
  expect(await shelf(ada)).toEqual({ none: ["a", "d", "b", "c", "platform"] });
  const work = await section(ada, "Work");
  const rest = await section(ada, "Rest");
  await ada.channels.move({ channelId: c, sectionId: work, beforeId: null });
  await ada.channels.move({ channelId: a, sectionId: work, beforeId: null });
  await ada.channels.move({ channelId: channel.id, sectionId: work, beforeId: a });
  expect(await shelf(ada)).toEqual({ Work: ["c", "platform", "a"], Rest: [], none: ["d", "b"] });
  await ada.channels.sections.move({ id: rest, beforeId: work });
  expect(Object.keys(await shelf(ada))).toEqual(["Rest", "Work", "none"]);
  await ada.channels.sections.move({ id: rest, beforeId: null });
  expect(Object.keys(await shelf(ada))).toEqual(["Work", "Rest", "none"]);
  await ada.channels.sections.rename({ id: work, name: "Everyday" });
  expect(await shelf(ada)).toMatchObject({ Everyday: ["c", "platform", "a"] });
  // Another's shelf is another's.
  expect(await shelf(bob)).toEqual({ none: ["platform"] });

  await ada.channels.sections.remove({ id: work });
  await expect(ada.channels.sections.remove({ id: work })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const left = await shelf(ada);
  expect(Object.keys(left)).toEqual(["Rest", "none"]);
  expect(left.none!.toSorted()).toEqual(["a", "b", "c", "d", "platform"]);
});

test("what one joins later stands before what was arranged, and what is left is nowhere", async () => {
  const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
  const { a, b } = await four(ada);
  for (const channelId of [a, b]) await bob.channels.join({ channelId });
  await bob.channels.move({ channelId: channel.id, sectionId: null, beforeId: a });
  expect(await shelf(bob)).toEqual({ none: ["platform", "a", "b"] });
  await bob.channels.leave({ channelId: a });
  await bob.channels.join({ channelId: a });
  expect(await shelf(bob)).toEqual({ none: ["a", "platform", "b"] });
});

test("nobody arranges what is not theirs, and the event of it reaches them alone", async () => {
  const { ada, bob, channel } = await scene(clock, { members: ["ada", "bob"] });
  const { a } = await four(ada);
  const [hers, his] = [await section(ada, "Hers"), await section(bob, "His")];
  await expectRefused({ code: "NOT_FOUND" }, [
    () => bob.channels.move({ channelId: channel.id, sectionId: hers, beforeId: null }),
    () => bob.channels.sections.rename({ id: hers, name: "Mine" }),
    () => bob.channels.sections.remove({ id: hers }),
    () => bob.channels.sections.move({ id: hers, beforeId: null }),
    () => bob.channels.sections.move({ id: his, beforeId: hers }),
    // One stands before what stands in the same section.
    () => bob.channels.move({ channelId: channel.id, sectionId: his, beforeId: a }),
    () => bob.channels.move({ channelId: newId(), sectionId: his, beforeId: null }),
  ]);
  await expect(bob.channels.move({ channelId: a, sectionId: his, beforeId: null })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(bob.channels.sections.make({ id: hers, name: "Hers" })).rejects.toMatchObject({ code: "CONFLICT" });
  await bob.channels.move({ channelId: channel.id, sectionId: his, beforeId: null });
  expect(await shelf(bob)).toEqual({ His: ["platform"], none: [] });
  expect(await shelf(ada)).toMatchObject({ Hers: [] });
  const told = (await reader().select().from(events)).filter(({ kind }) => kind === "channel.arranged");
  expect(told.map(({ payload }) => payload)).toEqual([
    { memberIds: [ada.id] },
    { memberIds: [bob.id] },
    { memberIds: [bob.id] },
  ]);
});

test("moves that come at once from two devices leave every channel in one place", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  const { a, b, c, d } = await four(ada);
  const work = await section(ada, "Work");
  await Promise.all([a, b, c, d].map((channelId) => ada.channels.move({ channelId, sectionId: work, beforeId: null })));
  const { items } = await ada.channels.list({ joined: true });
  const inWork = items.filter(({ sectionId }) => sectionId === work);
  expect(inWork.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  expect(new Set(inWork.map(({ position }) => position)).size).toBe(4);
});

test("there are at most 50 sections, and each has a name of one line", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  for (let n = 0; n < 50; n++) await ada.channels.sections.make({ id: newId(), name: `S${n}` });
  await expect(ada.channels.sections.make({ id: newId(), name: "more" })).rejects.toMatchObject({ code: "CONFLICT" });
  const [first] = await ada.channels.sections.list();
  await expectRefused({ code: "BAD_REQUEST" }, [
    () => ada.channels.sections.rename({ id: first!.id, name: " " }),
    () => ada.channels.sections.rename({ id: first!.id, name: "a\nb" }),
    () => ada.channels.sections.rename({ id: first!.id, name: "x".repeat(41) }),
  ]);
});
