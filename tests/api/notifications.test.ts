import { asc, desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { fanOut } from "@/features/notifications";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { channelMembers, deliveries, events, jobs, members, notifications, posts } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");

const reasonsOf = async (person: Person) =>
  (
    await reader()
      .select({ reason: notifications.reason })
      .from(notifications)
      .where(eq(notifications.memberId, person.id))
      .orderBy(asc(notifications.eventId))
  ).map(({ reason }) => reason);

describe("an event is told", () => {
  test("to each member once, with the first reason that applies, and never to who did it", async () => {
    const { ada, bob, cy, start, reply } = await scene(clock, { members: ["ada", "bob", "cy"] });
    const thread = await start(ada, "A question", "For @bob and @ada.");
    await settle();
    const answer = await reply(bob, thread.id, "An answer.");
    await settle();
    await reply(cy, thread.id, "To bob's answer.", answer.id);
    await settle();
    expect(await reasonsOf(ada)).toEqual(["following", "following"]);
    expect(await reasonsOf(bob)).toEqual(["mentioned", "replied"]);
    expect(await reasonsOf(cy)).toEqual(["channel"]);
  });

  test("as followed only when it came after the follow began, however late it is told", async () => {
    const { ada, bob, cy, start, reply } = await scene(clock, { members: ["ada", "bob", "cy"] });
    const { id: threadId } = await start(ada);
    await settle();
    await reply(ada, threadId, "Told late: two others follow meanwhile.");
    await reply(bob, threadId, "One by writing,");
    await cy.follows.set({ threadId, state: "not_following" });
    await cy.follows.set({ threadId, state: "following" });
    await settle();
    expect(await reasonsOf(bob)).toEqual(["channel"]);
    expect(await reasonsOf(cy)).toEqual(["channel"]);
    expect(await reasonsOf(ada)).toEqual(["following"]);
    await cy.follows.set({ threadId, state: "muted", until: clock.now() + 1 });
    await cy.follows.set({ threadId, state: "following" });
    await reply(ada, threadId, "From here on.");
    await settle();
    expect(await reasonsOf(bob)).toEqual(["channel", "following"]);
    expect(await reasonsOf(cy)).toEqual(["channel", "following"]);
  });

  test("on its routes: the inbox at once, the digest at the start of the next working day", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    await start(ada, "A question", "For @bob.");
    await settle();
    expect(
      await reader()
        .select({ route: deliveries.route, state: deliveries.state, at: deliveries.notBefore, why: deliveries.why })
        .from(deliveries)
        .orderBy(asc(deliveries.route)),
    ).toEqual([
      { route: "digest", state: "pending", at: Date.parse("2026-11-20T09:00:00Z"), why: "next_digest" },
      { route: "inbox", state: "sent", at: clock.now(), why: "at_once" },
    ]);
    await expect(bob.inbox.list({})).resolves.toMatchObject({ items: [{ reason: "mentioned", unread: true }] });
  });

  test("to nobody who cannot see it, however they are named", async () => {
    const { ada, bob, cy, start } = await scene(clock, {
      members: ["ada", "bob"],
      outsiders: ["cy"],
      channel: "private",
    });
    const thread = await start(ada, "A secret", "For @bob and @cy.");
    await settle();
    expect(await reasonsOf(bob)).toEqual(["mentioned"]);
    expect(await reasonsOf(cy)).toEqual([]);
    await expect(cy.threads.get({ id: thread.id })).rejects.toThrow();
  });

  test("to nobody who lost access or was deactivated before the telling", async () => {
    const { ada, bob, cy, start } = await scene(clock, { members: ["ada", "bob", "cy"], channel: "private" });
    await start(ada, "A secret", "For @bob and @cy.");
    await transaction((tx) => tx.delete(channelMembers).where(eq(channelMembers.memberId, cy.id)));
    await settle();
    expect([await reasonsOf(bob), await reasonsOf(cy)]).toEqual([["mentioned"], []]);
    await transaction((tx) => tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, bob.id)));
    await start(ada, "Another", "For @bob.");
    await settle();
    expect(await reasonsOf(bob)).toEqual(["mentioned"]);
  });

  test("to nobody when its post was deleted before the telling", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    await start(ada, "Gone", "For @bob.");
    await transaction((tx) => tx.update(posts).set({ deletedAt: clock.now() }));
    await settle();
    expect(await reasonsOf(bob)).toEqual([]);
    await start(ada, "Here", "For @bob.");
    await settle();
    expect(await reasonsOf(bob)).toEqual(["mentioned"]);
  });

  test("once, also when its telling runs again", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    await start(ada, "A question", "For @bob.");
    await settle();
    const [{ items: before }] = [await bob.inbox.list({})];
    await transaction((tx) => tx.update(jobs).set({ state: "ready" }).where(eq(jobs.kind, "fan-out")));
    await settle();
    expect(await reasonsOf(bob)).toEqual(["mentioned"]);
    expect((await bob.inbox.list({})).items).toEqual(before);
    expect(await reader().$count(deliveries)).toBe(2);
  });
});

/** Fills the channel by rows alone. */
async function crowd(channelId: string, size: number): Promise<void> {
  const at = clock.now();
  for (let from = 0; from < size; from += 500) {
    const ids = Array.from({ length: Math.min(500, size - from) }, newId);
    await transaction(async (tx) => {
      await tx.insert(members).values(
        ids.map((id) => {
          const names = { name: id, nameKey: id, handle: id, handleKey: id };
          return { id, ...names, role: "member" as const, zone: "Europe/Lisbon", locale: "en", createdAt: at };
        }),
      );
      await tx
        .insert(channelMembers)
        .values(ids.map((memberId) => ({ channelId, memberId, level: "threads" as const, joinedAt: at })));
    });
  }
}

/** Runs one batch of an event's telling and gives its statements. */
async function statementsOfTelling(): Promise<number> {
  const [event] = await reader()
    .select()
    .from(events)
    .where(eq(events.kind, "thread.started"))
    .orderBy(desc(events.id));
  const { statements } = await collectStatements(() =>
    fanOut.run(
      { eventId: event!.id, cursor: "00000000-0000-0000-0000-000000000000" },
      {
        jobId: newId(),
        attempt: 1,
        signal: new AbortController().signal,
        finish: (effects) => transaction(effects),
      },
    ),
  );
  return statements.length;
}

describe("in a channel of many", () => {
  test("a batch makes the same number of statements for ten members as for ninety", async () => {
    const { ada, start, channel } = await scene(clock, { members: ["ada"] });
    await crowd(channel.id, 10);
    await start(ada, "To ten");
    const few = await statementsOfTelling();
    await crowd(channel.id, 80);
    await start(ada, "To ninety");
    expect(await statementsOfTelling()).toBe(few);
    expect(few).toBeLessThanOrEqual(16);
  });

  test("2,000 members are told in batches, each told once, none left out", async () => {
    const { ada, start, channel } = await scene(clock, { members: ["ada"] });
    await crowd(channel.id, 2_000);
    await start(ada, "To everybody");
    await settle();
    expect(await reader().$count(notifications)).toBe(2_000);
    expect(await reader().$count(deliveries, eq(deliveries.route, "digest"))).toBe(2_000);
    expect(await reader().$count(jobs, eq(jobs.kind, "fan-out"))).toBe(21);
  }, 60_000);
});
