import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { applyFollows } from "@/features/follows";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { events, follows } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, nobody, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

test("a member says what they want of a thread, and again", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const { id: threadId } = await start(ada);
  const until = clock.now() + 60_000;
  for (const wish of [
    { state: "following", until: null },
    { state: "following", until: null },
    { state: "muted", until },
    { state: "muted", until: null },
    { state: "not_following", until: null },
  ] as const) {
    await expect(bob.follows.set({ threadId, ...wish })).resolves.toEqual(wish);
    expect((await bob.threads.get({ id: threadId })).follow).toEqual(wish);
  }
  const told = await reader().select({ payload: events.payload }).from(events).where(eq(events.kind, "follow.changed"));
  expect(told.at(-1)?.payload).toEqual({ threadId, memberIds: [bob.id] });
});

test("only who sees a thread follows it, and a mute ends in the future", async () => {
  const { bob, eve, start } = await scene(clock, { members: ["bob"], outsiders: ["eve"], channel: "private" });
  const { id: threadId } = await start(bob);
  const wish = { threadId, state: "following" as const };
  await expect(bob.follows.set(wish)).resolves.toMatchObject({ state: "following" });
  await expectRefused({ code: "NOT_FOUND" }, [
    () => eve.follows.set(wish),
    () => bob.follows.set({ ...wish, threadId: newId() }),
  ]);
  await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "until" } } }, [
    () => bob.follows.set({ ...wish, until: clock.now() + 1 }),
    () => bob.follows.set({ ...wish, state: "muted", until: clock.now() }),
    () => bob.follows.set({ ...wish, state: "muted", until: Number.MAX_SAFE_INTEGER }),
  ]);
  await expect(nobody().follows.set(wish)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("taking part makes one follow, unless one said otherwise", async () => {
  const { ada, bob, eve, start } = await scene(clock, { members: ["ada", "bob", "eve"] });
  const { id: threadId } = await start(ada);
  await bob.follows.set({ threadId, state: "not_following" });
  for (let twice = 0; twice < 2; twice++)
    await transaction((tx) => applyFollows(tx, threadId, 1, [ada.id, bob.id, eve.id, eve.id]));
  const rows = await reader().select({ memberId: follows.memberId, state: follows.state }).from(follows);
  expect(new Map(rows.map(({ memberId, state }) => [memberId, state]))).toEqual(
    new Map([
      [ada.id, "following"],
      [bob.id, "not_following"],
      [eve.id, "following"],
    ]),
  );
  const told = await reader().select({ payload: events.payload }).from(events).where(eq(events.kind, "follow.changed"));
  expect(told).toHaveLength(2);
});
