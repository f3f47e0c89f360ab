import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { deliveries, inboxEntries, jobs, members, notifications } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { expectRefused, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
// A Friday, ten in the morning in Lisbon.
const clock = useScene();

const lists = async (who: Person) =>
  Promise.all(
    (["open", "unread", "snoozed", "done"] as const).map(
      async (filter) => (await who.inbox.list({ filter })).items.length,
    ),
  );
const snooze = (who: Person, threadId: string, until: string, upTo = 1) =>
  who.inbox.triage({ act: { to: "snoozed", until }, entries: [{ threadId, upTo }] });
const wake = (who: Person, threadId: string) =>
  who.inbox.triage({ act: { to: "awake" }, entries: [{ threadId, upTo: 1 }] });

/** A thread of ada's that bob has in his inbox, unread. */
async function inInbox() {
  const set = await scene(clock, { members: ["ada", "bob", "cy"] });
  const thread = await set.start(set.ada, "Where?", "For @bob.");
  await settle();
  const sleeping = async () => {
    const [entry] = await reader()
      .select()
      .from(inboxEntries)
      .where(and(eq(inboxEntries.memberId, set.bob.id), eq(inboxEntries.threadId, thread.id)));
    return entry!.snoozedUntil;
  };
  return { ...set, thread, sleeping };
}

test("what is snoozed leaves the inbox and its counts, and is back at the top at its time, silently", async () => {
  const { ada, bob, start, thread, sleeping } = await inInbox();
  expect(await bob.inbox.snoozeOffer()).toEqual({
    later: Date.parse("2026-11-20T13:00Z"),
    tomorrow: Date.parse("2026-11-21T09:00Z"),
    next_week: Date.parse("2026-11-23T09:00Z"),
  });
  for (let twice = 0; twice < 2; twice++)
    expect(await snooze(bob, thread.id, "later")).toMatchObject({ refused: [], until: clock.now() + 3 * HOUR });
  expect(await lists(bob)).toEqual([0, 0, 1, 0]);
  expect(await bob.inbox.counts()).toEqual({ open: 0, unread: 0 });
  expect((await bob.inbox.list({ filter: "snoozed" })).items[0]).toMatchObject({
    snoozed: { until: clock.now() + 3 * HOUR },
  });
  clock.advance(HOUR);
  const other = await start(ada, "Another", "For @bob.");
  await settle();
  const told = await reader().select({ id: notifications.id }).from(notifications);
  const sent = await reader().select({ id: deliveries.id }).from(deliveries);

  clock.advance(2 * HOUR - 1);
  await settle();
  expect(await sleeping()).not.toBeNull();
  clock.advance(1);
  await settle();
  expect((await bob.inbox.list({})).items.map(({ threadId }) => threadId)).toEqual([thread.id, other.id]);
  expect((await bob.inbox.list({})).items[0]).toMatchObject({ unread: true, snoozed: null, at: clock.now() });
  expect(await reader().select({ id: notifications.id }).from(notifications)).toEqual(told);
  expect(await reader().select({ id: deliveries.id }).from(deliveries)).toEqual(sent);
});

test("what was read before it was snoozed is read when it wakes", async () => {
  const { bob, thread } = await inInbox();
  await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
  await snooze(bob, thread.id, "later");
  clock.advance(3 * HOUR);
  await settle();
  expect(await lists(bob)).toEqual([1, 0, 0, 0]);
});

test("snoozed anew it wakes at the new time alone, and waking it now cancels", async () => {
  const { bob, thread, sleeping } = await inInbox();
  await snooze(bob, thread.id, "later");
  await snooze(bob, thread.id, "tomorrow");
  clock.advance(3 * HOUR);
  await settle();
  expect(await sleeping()).toBe(Date.parse("2026-11-21T09:00Z"));
  for (let twice = 0; twice < 2; twice++) await wake(bob, thread.id);
  expect(await lists(bob)).toEqual([1, 1, 0, 0]);
  await snooze(bob, thread.id, "2026-11-21T09:00");
  await snooze(bob, thread.id, "next_week");
  await snooze(bob, thread.id, "2026-11-21T09:00");
  clock.set("2026-11-21T09:00:00Z");
  await settle();
  expect(await sleeping()).toBeNull();
  expect(await lists(bob)).toEqual([1, 1, 0, 0]);
});

test("one job wakes all that sleep until an instant, once, and after a downtime too", async () => {
  const { ada, bob, start, thread } = await inInbox();
  const second = await start(ada, "Second", "For @bob.");
  await settle();
  const act = { to: "snoozed", until: "tomorrow" } as const;
  const entries = [thread.id, second.id].map((threadId) => ({ threadId, upTo: 1 }));
  await Promise.all([bob.inbox.triage({ act, entries }), bob.inbox.triage({ act, entries })]);
  const slots = await reader().select({ key: jobs.dedupeKey }).from(jobs).where(eq(jobs.kind, "wake-entries"));
  expect(slots).toEqual([{ key: `wake:${bob.id}:${Date.parse("2026-11-21T09:00Z")}:0` }]);
  clock.set("2026-11-24T12:00:00Z");
  await settle();
  expect(await lists(bob)).toEqual([2, 2, 0, 0]);
});

test("times hold in the zone of the member, whatever the browser's", async () => {
  const { bob, thread, sleeping } = await inInbox();
  await transaction((tx) => tx.update(members).set({ zone: "America/New_York" }).where(eq(members.id, bob.id)));
  await snooze(bob, thread.id, "2026-11-20T14:30");
  expect(await sleeping()).toBe(Date.parse("2026-11-20T19:30Z"));
  clock.set("2026-10-30T12:00:00Z");
  await snooze(bob, thread.id, "next_week");
  expect(await sleeping()).toBe(Date.parse("2026-11-02T14:00Z"));
});

describe("early", () => {
  test("only what calls by name wakes it; the rest is there and unread on waking", async () => {
    const { ada, bob, reply, thread } = await inInbox();
    await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
    await snooze(bob, thread.id, "tomorrow");
    await reply(ada, thread.id, "A plain post.");
    await settle();
    expect(await lists(bob)).toEqual([0, 0, 1, 0]);
    expect((await bob.inbox.list({ filter: "snoozed" })).items[0]).toMatchObject({
      ...{ reason: "following", unread: true, unreadPosts: 1, excerpt: "A plain post." },
    });
    await reply(ada, thread.id, "And now you, @bob.");
    await settle();
    expect((await bob.inbox.list({})).items).toMatchObject([{ reason: "mentioned", unread: true, snoozed: null }]);
    clock.set("2026-11-21T09:00:00Z");
    await settle();
    expect((await bob.inbox.list({})).items).toMatchObject([{ at: Date.parse("2026-11-20T10:00:00Z") }]);
  });

  test("until somebody answers: anybody else's post wakes it, also of a thread that one does not follow", async () => {
    const { ada, bob, cy, reply, thread } = await inInbox();
    await bob.follows.set({ threadId: thread.id, state: "not_following" });
    expect(await snooze(bob, thread.id, "answer")).toMatchObject({ refused: [], until: null });
    expect((await bob.inbox.list({ filter: "snoozed" })).items[0]).toMatchObject({ snoozed: { until: null } });
    await reply(bob, thread.id, "Anybody?");
    clock.set("2027-05-20T10:00:00Z");
    await settle();
    expect(await lists(bob)).toEqual([0, 0, 1, 0]);
    await reply(cy, thread.id, "Here.");
    await settle();
    expect((await bob.inbox.list({})).items).toMatchObject([{ unread: true, at: clock.now() }]);
    expect(await snooze(bob, thread.id, "answer", 2)).toMatchObject({
      refused: [{ threadId: thread.id, why: "newer" }],
    });
    expect(await snooze(bob, thread.id, "answer", 3)).toMatchObject({ refused: [] });
    expect(await snooze(ada, thread.id, "later", 3)).toMatchObject({ refused: [] });
  });
});

test("done ends a snooze, a snooze takes back done, and one's own post does neither", async () => {
  const { bob, reply, thread } = await inInbox();
  await snooze(bob, thread.id, "tomorrow");
  await reply(bob, thread.id);
  await settle();
  expect(await lists(bob)).toEqual([0, 0, 1, 0]);
  await bob.inbox.done({ threadId: thread.id, upTo: 2 });
  expect(await lists(bob)).toEqual([0, 0, 0, 1]);
  await snooze(bob, thread.id, "tomorrow");
  expect(await lists(bob)).toEqual([0, 0, 1, 0]);
  await bob.inbox.triage({ act: { to: "done" }, entries: [{ threadId: thread.id, upTo: 2 }] });
  clock.set("2026-11-21T09:00:00Z");
  await settle();
  expect(await lists(bob)).toEqual([0, 0, 0, 1]);
});

test("a time that has passed, is no date or is after the day's end is refused, naming the field", async () => {
  const { bob, thread } = await inInbox();
  clock.advance(5 * HOUR);
  expect((await bob.inbox.snoozeOffer()).later).toBeNull();
  await expectRefused(
    { code: "BAD_REQUEST", cause: { data: { field: "until" } } },
    ["later", "2026-11-20T15:00", "2026-02-30T09:00", "9999-12-31T23:59"].map(
      (until) => () => snooze(bob, thread.id, until),
    ),
  );
  for (const bad of ["constructor", "2026-11-21", "", 1, null])
    await expect(snooze(bob, thread.id, bad as string)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(snooze(bob, thread.id, "2026-11-20T15:01")).resolves.toMatchObject({ until: clock.now() + MINUTE });
});

test("the snoozed list is in the order of waking, page by page", async () => {
  const { ada, bob, start, thread } = await inInbox();
  const second = await start(ada, "Second", "For @bob.");
  const third = await start(ada, "Third", "For @bob.");
  await settle();
  await snooze(bob, thread.id, "answer");
  await snooze(bob, second.id, "tomorrow");
  await snooze(bob, third.id, "later");
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await bob.inbox.list({ filter: "snoozed", cursor, limit: 1 });
    seen.push(...page.items.map(({ threadId }) => threadId));
    cursor = page.next;
  }
  expect(seen).toEqual([third.id, second.id, thread.id]);
});
