import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { digestNow } from "@/features/digests";
import { reader, transaction } from "@/platform/db";
import { channelMembers, channels, deliveries, digestPlans, mails, members, posts } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { joined, settleAnyhow, useMail } from "../support/mail";
import { type Person, scene, settle, useScene } from "../support/scene";
import { write } from "../support/talking";

/** Thursday, noon in Lisbon; the digest of the next day is due at 09:00. */
const NOON = "2026-11-19T12:00:00Z";
const FRIDAY_NINE = "2026-11-20T09:00:00Z";

useDatabase();
const clock = useScene(NOON);
const mail = useMail();

async function team(zone?: string) {
  const made = await scene(clock, { members: ["ada", "bob"], outsiders: ["cy"], zone });
  await joined(made.ada, made.bob, made.cy);
  await settle();
  return made;
}

async function at(instant: string): Promise<void> {
  clock.set(instant);
  await settle();
}

const skipped = async (person: Person) =>
  (
    await reader()
      .select({ why: deliveries.why })
      .from(deliveries)
      .where(and(eq(deliveries.memberId, person.id), eq(deliveries.route, "digest"), eq(deliveries.state, "skipped")))
  ).map(({ why }) => why);

const subjects = () => mail.sink().received.map((received) => received.mail.subject);

describe("the digest", () => {
  test("comes at the start of the member's day, once, to who has something unread", async () => {
    const { ada, bob, cy, start, reply } = await team();
    const thread = await start(ada);
    await reply(ada, thread.id, "Object storage, I think, @bob.");
    await at("2026-11-20T08:55:00Z");
    expect(subjects()).toEqual([]);
    await at(FRIDAY_NINE);
    expect(mail.sink().received.map(({ to }) => to)).toEqual([["bob@example.org"]]);
    expect(subjects()).toEqual(["Fri 20 Nov: Where do attachments live?"]);
    const [received] = mail.sink().received;
    expect(received?.mail.text).toContain("Object storage, I think, @bob.");
    await at("2026-11-20T17:00:00Z");
    await at("2026-11-23T17:00:00Z");
    expect(subjects()).toHaveLength(1);
    await expect(cy.mails.list({})).resolves.toMatchObject({ items: [] });
    await expect(ada.mails.list({})).resolves.toMatchObject({ items: [] });
    await expect(bob.mails.list({})).resolves.toMatchObject({ items: [{ state: "sent", kind: "digest" }] });
  });

  test("has messages in a section of their own, called by who wrote, without a channel", async () => {
    const { ada, bob } = await team();
    await write(ada, [bob], "The venue cancelled.");
    await at(FRIDAY_NINE);
    expect(subjects()).toEqual(["Fri 20 Nov: message from ada"]);
    const text = mail.sink().received[0]?.mail.text ?? "";
    for (const line of [
      "In one conversation somebody wrote to you.",
      "MESSAGES",
      "ada, Thu 12:00",
      "The venue cancelled.",
    ])
      expect(text).toContain(line);
    expect(text).not.toContain(" in ,");
    await expect(ada.mails.list({})).resolves.toMatchObject({ items: [] });
  });

  test("holds what was said to me first, then threads I follow, then new ones", async () => {
    const { ada, bob, start, reply } = await team();
    const followed = await start(bob, "Followed");
    await start(ada, "Brand new");
    const named = await start(ada, "Named");
    await reply(ada, followed.id, "More to read.");
    await reply(ada, named.id, "Over to @bob.");
    await at(FRIDAY_NINE);
    const mine = mail.sink().received.find(({ to }) => to[0] === "bob@example.org");
    const text = mine?.mail.text ?? "";
    const order = ["SAID TO YOU", "Named", "IN THREADS YOU FOLLOW", "Followed", "NEW IN YOUR CHANNELS", "Brand new"];
    const found = order.map((words) => text.indexOf(words));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(mine?.mail.subject).toBe("Fri 20 Nov: 1 said to you, 1 thread, 1 new");
  });

  test("brings nothing when there is nothing to say", async () => {
    await team();
    await at(FRIDAY_NINE);
    await at("2026-11-23T09:00:00Z");
    expect(await reader().select().from(mails)).toEqual([]);
    expect(mail.sink().connections()).toBe(0);
  });

  test("after three days down is the latest missed one alone", async () => {
    clock.set("2026-11-16T10:00:00Z");
    const { ada, start } = await team();
    await start(ada);
    await settle();
    await at("2026-11-19T15:00:00Z");
    expect(await reader().select({ slot: mails.slot }).from(mails)).toEqual([{ slot: "2026-11-19" }]);
    await at("2026-11-19T18:00:00Z");
    expect(subjects()).toHaveLength(1);
  });

  test("is made once when two machines plan the same slot", async () => {
    const { ada, start } = await team();
    await start(ada);
    await settle();
    clock.set(FRIDAY_NINE);
    await settle();
    await settle();
    // A second machine whose plans stand as they stood before the slot.
    await transaction((tx) => tx.update(digestPlans).set({ lastDate: "2026-11-19", nextAt: Date.parse(FRIDAY_NINE) }));
    clock.advance(5 * 60_000);
    await start(ada, "Another");
    await settle();
    expect(await reader().select({ slot: mails.slot }).from(mails)).toEqual([{ slot: "2026-11-20" }]);
  });

  test.each([
    ["Europe/Berlin", "2026-03-27T12:00:00Z", "2026-03-30T07:00:00Z"],
    ["Europe/Berlin", "2026-10-23T12:00:00Z", "2026-10-26T08:00:00Z"],
    ["Asia/Kolkata", "2026-11-19T12:00:00Z", "2026-11-20T03:30:00Z"],
    ["Australia/Lord_Howe", "2026-11-19T12:00:00Z", "2026-11-19T22:00:00Z"],
  ])("in %s after %s comes at %s", async (zone, from, due) => {
    clock.set(from);
    const { ada, start } = await team(zone);
    await start(ada);
    await at(new Date(Date.parse(due) - 60_000).toISOString());
    expect(subjects()).toHaveLength(0);
    await at(due);
    expect(subjects()).toHaveLength(1);
  });

  test("moves with its reader's zone and hours while something waits", async () => {
    const { ada, bob, start } = await team();
    await start(ada);
    await settle();
    await bob.settings.setHours({ zone: "America/Los_Angeles", hours: null });
    await at(FRIDAY_NINE);
    expect(subjects()).toHaveLength(0);
    const early = Array.from({ length: 7 }, () => [{ from: 420, to: 600 }]);
    await bob.settings.setHours({ zone: "America/Los_Angeles", hours: early });
    await at("2026-11-20T15:00:00Z");
    expect(subjects()).toHaveLength(1);
  });
});

describe("at the moment of gathering, what is no longer to be told is left out with its reason", () => {
  type Scene = Awaited<ReturnType<typeof team>>;
  const cases: [string, (scene: Scene, threadId: string) => Promise<unknown>, string[]][] = [
    ["read", ({ bob }, threadId) => bob.inbox.markRead({ threadId, upTo: 1 }), ["read"]],
    ["muted", ({ bob }, threadId) => bob.follows.set({ threadId, state: "muted" }), ["muted"]],
    ["not followed", ({ bob }, threadId) => bob.follows.set({ threadId, state: "not_following" }), ["not_following"]],
    ["left", ({ bob, channel }) => bob.channels.leave({ channelId: channel.id }), ["left_channel"]],
    [
      "made private",
      async ({ bob, channel }) => {
        await transaction((tx) => tx.update(channels).set({ visibility: "private" }));
        await transaction((tx) =>
          tx
            .delete(channelMembers)
            .where(and(eq(channelMembers.memberId, bob.id), eq(channelMembers.channelId, channel.id))),
        );
      },
      ["no_access"],
    ],
    [
      "a quieter level",
      ({ bob }) =>
        transaction((tx) =>
          tx.update(channelMembers).set({ level: "muted" }).where(eq(channelMembers.memberId, bob.id)),
        ),
      ["channel_muted"],
    ],
    ["deleted", () => transaction((tx) => tx.update(posts).set({ deletedAt: clock.now() })), ["deleted"]],
    [
      "deactivated",
      ({ bob }) =>
        transaction((tx) => tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, bob.id))),
      [],
    ],
    ["switched off", ({ bob }) => bob.digests.set({ when: "off" }), []],
  ];

  test.each(cases)("%s", async (_name, change, whys) => {
    const made = await team();
    const thread = await made.start(made.ada);
    await settle();
    await change(made, thread.id);
    await at(FRIDAY_NINE);
    expect(subjects()).toEqual([]);
    expect(await skipped(made.bob)).toEqual(whys);
  });

  test.each(cases)("also when the mail was already made: %s", async (_name, change) => {
    const made = await team();
    const thread = await made.start(made.ada);
    const up = await mail.down();
    clock.set(FRIDAY_NINE);
    await settleAnyhow();
    await change(made, thread.id);
    await up();
    clock.advance(3_600_000);
    await settleAnyhow();
    expect(subjects()).toEqual([]);
    expect(await reader().select({ state: mails.state }).from(mails)).toEqual([{ state: "skipped" }]);
  });
});

describe("switching", () => {
  test("off is off, and on again brings what waited at the next start", async () => {
    const { ada, bob, start } = await team();
    await start(ada, "Before");
    await settle();
    expect(await bob.digests.mine()).toEqual({ when: "working_days", nextAt: Date.parse(FRIDAY_NINE) });
    expect(await bob.digests.set({ when: "off" })).toEqual({ when: "off", nextAt: null });
    await start(ada, "While it was off");
    await at(FRIDAY_NINE);
    expect(subjects()).toEqual([]);
    expect((await bob.digests.set({ when: "working_days" })).nextAt).toBe(Date.parse("2026-11-23T09:00:00Z"));
    await at("2026-11-23T09:00:00Z");
    const text = mail.sink().received[0]?.mail.text ?? "";
    expect([text.includes("Before"), text.includes("While it was off")]).toEqual([true, false]);
  });

  test("is mine alone", async () => {
    const { ada, bob } = await team();
    await ada.digests.set({ when: "off" });
    expect((await bob.digests.mine()).when).toBe("working_days");
    expect((await ada.digests.mine()).when).toBe("off");
  });
});

describe("digest-now", () => {
  const now = (address: string) => transaction((tx) => digestNow(tx, address));

  test("makes one beside that of the day, and says when there is nothing to say", async () => {
    const { ada, bob, start } = await team();
    await start(ada, "First");
    await settle();
    expect(await now("BOB@example.org ")).toMatchObject({ outcome: "made" });
    await settle();
    expect(await now("bob@example.org")).toEqual({ outcome: "nothing" });
    expect(await now("nobody@example.org")).toEqual({ outcome: "unknown" });
    await start(ada, "Second");
    await at(FRIDAY_NINE);
    expect(subjects()).toEqual(["Thu 19 Nov: First", "Fri 20 Nov: Second"]);
    await bob.digests.set({ when: "off" });
    expect(await now("bob@example.org")).toEqual({ outcome: "off" });
  });
});

test("a post goes to a member in full at most once", async () => {
  const { ada, start } = await team();
  await start(ada, "First", "A text with words of its own, and more after them.");
  await at(FRIDAY_NINE);
  // A second notification of the same post, as an edit that adds a mention will make one.
  const [first] = await reader().select().from(deliveries).where(eq(deliveries.route, "digest"));
  await transaction((tx) =>
    tx.update(deliveries).set({ state: "pending", mailId: null }).where(eq(deliveries.id, first!.id)),
  );
  clock.set("2026-11-23T09:00:00Z");
  await settle();
  const [one, two] = mail.sink().received;
  expect(one?.mail.html).toContain(">A text with words of its own");
  expect(two?.mail.html).toContain('margin:0">A text with words of its own');
});
