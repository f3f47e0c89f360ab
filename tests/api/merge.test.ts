import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { memberSummaries } from "@/features/members";
import { DAY, HOUR, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import * as rows from "@/platform/db/schema";
import { columnsOfMembers } from "../support/columns";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { holdEverything } from "../support/merging";
import { stranger } from "../support/people";
import { nobody, type Person, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const mail = useMail();

/** Bob has two accounts; `old` is to go. */
async function twice() {
  return scene(clock, { members: ["ada", "bob", "old"], outsiders: ["cleo"] });
}

/** Asks for the merge, and gives the token of the mailed link. */
async function ask(by: Person, address = "old@example.org"): Promise<string> {
  await by.merge.ask({ address });
  await settle();
  const text = mail.sink().received.findLast(({ to }) => to.includes(address))?.mail.text ?? "";
  return /\/merge\/([\w-]{43})/.exec(text)?.[1] ?? `no link in: ${text}`;
}

const memberRow = async (id: string) => (await reader().select().from(rows.members).where(eq(rows.members.id, id)))[0]!;
const setRole = async (who: Person, role: "owner" | "admin" | "member"): Promise<void> => {
  await transaction((tx) => tx.update(rows.members).set({ role }).where(eq(rows.members.id, who.id)));
  who.actor.role = role;
};

describe("two accounts of one person", () => {
  test("are shown to the one who stays, merged by the button, and what they wrote is theirs", async () => {
    const { bob, old, ada, channel, start, reply } = await twice();
    const { id: threadId } = await start(old, "By the old one", "First.");
    await reply(ada, threadId, "For @old.");
    await settle();
    const token = await ask(bob);
    const look = { state: "open", staying: { name: "bob", handle: "bob" } };
    for (let i = 0; i < 2; i++)
      expect(await bob.merge.look({ token })).toEqual({
        ...look,
        accounts: {
          into: { name: "bob", handle: "bob", role: "member", posts: 0, channels: 1 },
          from: { name: "old", handle: "old", role: "member", posts: 1, channels: 1 },
        },
      });
    expect(await nobody().merge.look({ token })).toEqual({ ...look, accounts: null });
    expect(await old.merge.look({ token })).toEqual({ ...look, accounts: null });

    await bob.merge.run({ token });
    const page = await ada.posts.page({ threadId });
    expect(page.items[0]).toMatchObject({ author: { id: bob.id, name: "bob" } });
    expect(page.items[1]!.html).toContain("bob");
    expect(page.items[1]!.html).not.toContain("old");
    expect((await memberSummaries(reader(), [old.id])).get(old.id)).toMatchObject({ id: bob.id, name: "bob" });
    expect((await bob.threads.list({ channelId: channel.id })).items[0]).toMatchObject({ title: "By the old one" });
    expect((await bob.inbox.list({})).items.map((entry) => entry.threadId)).toEqual([threadId]);
    expect((await bob.addresses.mine()).items).toMatchObject([
      { address: "bob@example.org", isPrimary: true },
      { address: "old@example.org", isPrimary: false, isProven: true },
    ]);
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: bob.id, deactivatedAt: clock.now(), handle: old.id });
    expect((await ada.members.list({})).items.map(({ name }) => name)).toEqual(["ada", "bob", "cleo"]);
    expect(await reader().$count(rows.sessions, eq(rows.sessions.memberId, old.id))).toBe(0);
    expect(await reader().select().from(rows.auditEntries)).toMatchObject([
      { action: "member.merged", actorId: bob.id, subjectId: bob.id, data: { from: old.id } },
    ]);
  });

  test("have a rule for every column that names a member, and each is kept", async () => {
    const { bob, old, ada, channel, start } = await twice();
    const { id: threadId } = await start(old, "A thread", "Words.");
    await settle();
    const [post] = await reader().select().from(rows.posts).where(eq(rows.posts.threadId, threadId));
    const [event] = await reader().select().from(rows.events).where(eq(rows.events.kind, "thread.started"));
    const about = { at: clock.now(), channelId: channel.id, threadId, postId: post!.id, eventId: event!.id };
    const earlier = newId();
    await transaction(async (tx) => {
      for (const table of [rows.follows, rows.readStates]) await tx.delete(table).where(eq(table.memberId, old.id));
    });
    await holdEverything(old.id, earlier, about);

    /** `moves`: it is the other account's. `goes`: nothing of it is left. `stays`: history, which says who it was then. */
    const rules: Record<string, "moves" | "goes" | "stays"> = {
      ...{ "address_changes.member_id": "goes", "addresses.member_id": "moves" },
      ...{ "audit_entries.actor_id": "stays", "events.actor_id": "stays" },
      ...{ "channel_members.member_id": "moves", "channel_members.added_by_id": "moves" },
      ...{ "channels.maker_id": "moves", "channel_defaults.member_id": "moves" },
      ...{ "channel_sections.member_id": "moves", "drafts.member_id": "moves" },
      ...{ "deliveries.member_id": "moves", "notifications.member_id": "moves", "digest_plans.member_id": "goes" },
      ...{ "follows.member_id": "moves", "inbox_entries.member_id": "moves", "read_states.member_id": "moves" },
      ...{ "group_members.member_id": "moves", "groups.maker_id": "moves" },
      ...{ "invitations.maker_id": "moves", "invitation_uses.member_id": "goes" },
      ...{ "mailed_posts.member_id": "moves", "mails.member_id": "moves" },
      ...{ "members.merged_into": "moves", "pictures.member_id": "goes", "former_names.member_id": "moves" },
      ...{ "oidc_subjects.member_id": "moves", "passkeys.member_id": "moves" },
      ...{ "one_time_links.maker_id": "stays", "one_time_links.member_id": "stays" },
      "one_time_links.spent_by": "stays",
      ...{ "passwords.member_id": "goes", "recovery_codes.member_id": "goes", "totp_keys.member_id": "goes" },
      ...{
        "posts.author_id": "moves",
        "posts.deleted_by_id": "moves",
        "threads.author_id": "moves",
        "sessions.member_id": "goes",
      },
    };
    const columns = columnsOfMembers();
    expect(Object.keys(rules).sort()).toEqual(columns);

    const held = async (id: string) => {
      const counts: Record<string, number> = {};
      for (const name of columns) {
        const [table, column] = name.split(".") as [string, string];
        const where = sql`${sql.identifier(table)} where ${sql.identifier(column)} = ${id}`;
        const [row] = await reader()
          .select({ count: sql`(select count(*) from ${where})`.mapWith(Number) })
          .from(rows.workspace);
        counts[name] = row!.count;
      }
      return counts;
    };
    const before = await held(old.id);
    expect(
      columns.filter((name) => before[name] === 0),
      "columns of which the account holds nothing",
    ).toEqual([]);
    await bob.merge.run({ token: await ask(bob) });
    const [left, taken] = [await held(old.id), await held(bob.id)];
    for (const [name, rule] of Object.entries(rules)) {
      expect(left[name]! > 0, `${name} of the account that went`).toBe(rule === "stays");
      if (rule === "moves") expect(taken[name], `${name} of the account that stays`).toBeGreaterThan(0);
    }
    expect(await memberRow(earlier)).toMatchObject({ mergedInto: bob.id });
    const [invitation] = await reader().select().from(rows.invitations);
    expect(invitation!.revokedAt).toBe(clock.now());
    expect((await memberSummaries(reader(), [earlier])).get(earlier)).toMatchObject({ id: bob.id });
    expect(await ada.members.me()).toMatchObject({ name: "ada" });
  });

  test("that both hold something of a thing keep the stronger level, what either read, and the newer entry", async () => {
    const { bob, old, ada, channel, start, reply } = await twice();
    const { id: threadId } = await start(ada, "Long", "For @bob and @old.");
    for (const body of ["Two @bob @old.", "Three.", "Four."]) await reply(ada, threadId, body);
    await settle();
    await transaction(async (tx) => {
      const of = (id: string) =>
        and(eq(rows.channelMembers.channelId, channel.id), eq(rows.channelMembers.memberId, id));
      await tx.update(rows.channelMembers).set({ level: "muted" }).where(of(bob.id));
      await tx.update(rows.channelMembers).set({ level: "everything" }).where(of(old.id));
      await tx.update(rows.inboxEntries).set({ postNumber: 1 }).where(eq(rows.inboxEntries.memberId, bob.id));
    });
    const [newer] = await reader().select().from(rows.inboxEntries).where(eq(rows.inboxEntries.memberId, old.id));
    expect(newer!.postNumber).toBeGreaterThan(1);
    await bob.inbox.markRead({ threadId, upTo: 2 });
    await old.inbox.markRead({ threadId, upTo: 4 });
    await bob.merge.run({ token: await ask(bob) });
    const [tie] = await reader().select().from(rows.channelMembers).where(eq(rows.channelMembers.memberId, bob.id));
    expect(tie).toMatchObject({ level: "everything" });
    const [read] = await reader().select().from(rows.readStates).where(eq(rows.readStates.memberId, bob.id));
    expect(read).toMatchObject({ ranges: [[1, 4]], readCount: 4 });
    const entries = await reader().select().from(rows.inboxEntries).where(eq(rows.inboxEntries.memberId, bob.id));
    expect(entries).toMatchObject([{ threadId, unread: false, postNumber: newer!.postNumber }]);
    const events = await reader().select().from(rows.notifications).where(eq(rows.notifications.memberId, bob.id));
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  });

  test("are merged once, by however many calls, and not by a link that is too old", async () => {
    const { bob, old } = await twice();
    const token = await ask(bob);
    clock.advance(HOUR);
    await transaction((tx) => tx.update(rows.sessions).set({ confirmedAt: clock.now() }));
    await expect(bob.merge.run({ token })).rejects.toThrow("too old");
    const fresh = await ask(bob);
    await Promise.all(Array.from({ length: 4 }, () => bob.merge.run({ token: fresh })));
    await bob.merge.run({ token: fresh });
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: bob.id });
    expect(await reader().$count(rows.auditEntries)).toBe(1);
    expect(await bob.merge.look({ token: fresh })).toEqual({ state: "spent", staying: null, accounts: null });
  });

  test("are merged by the member alone for whom the link was made, who has just shown that it is them", async () => {
    const { ada, bob, old, cleo } = await twice();
    const token = await ask(bob);
    for (const other of [ada, cleo, old]) await expect(other.merge.run({ token })).rejects.toThrow("not one of ours");
    await expect(stranger().merge.run({ token })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(bob.merge.run({ token: "A".repeat(43) })).rejects.toThrow("not one of ours");
    const mine = eq(rows.sessions.id, bob.actor.sessionId);
    const confirmed = (at: number) =>
      transaction((tx) => tx.update(rows.sessions).set({ confirmedAt: at }).where(mine));
    await confirmed(clock.now() - 15 * MINUTE);
    await expect(bob.merge.run({ token })).rejects.toMatchObject({ cause: { code: "UNCONFIRMED" } });
    await expect(bob.merge.ask({ address: "old@example.org" })).rejects.toMatchObject({
      cause: { code: "UNCONFIRMED" },
    });
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: null });
    await confirmed(clock.now());
    await bob.merge.run({ token });
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: bob.id });
  });

  test("are asked for without learning whose an address is: a link goes to proven ones of others alone", async () => {
    const { bob, old, cleo } = await twice();
    const unproven = "cleo@example.org";
    await transaction((tx) =>
      tx.update(rows.addresses).set({ provenAt: null }).where(eq(rows.addresses.memberId, cleo.id)),
    );
    const addresses = ["nobody@example.org", unproven, "bob@example.org"];
    for (const address of addresses) {
      expect(await bob.merge.ask({ address })).toBeUndefined();
      // Before the next one ends its link.
      await settle();
    }
    expect(mail.sink().received).toEqual([]);
    expect((await reader().select().from(rows.mails)).map(({ state }) => state)).toEqual(Array(3).fill("skipped"));
    expect(await ask(bob, "old@example.org")).toMatch(/^[\w-]{43}$/);
    await transaction((tx) =>
      tx.update(rows.members).set({ deactivatedAt: clock.now() }).where(eq(rows.members.id, old.id)),
    );
    await bob.merge.ask({ address: "old@example.org" });
    await settle();
    expect(mail.sink().received).toHaveLength(1);
  });

  test("hostile case 14, merging raises no role: the one who stays keeps theirs", async () => {
    const { bob, old, ada } = await twice();
    await setRole(old, "admin");
    await bob.merge.run({ token: await ask(bob) });
    expect(await memberRow(bob.id)).toMatchObject({ role: "member" });
    // The other way round nothing is lost either.
    const second = await person("second", "member", clock.now());
    await ada.merge.run({ token: await ask(ada, "second@example.org") });
    expect([(await memberRow(ada.id)).role, (await memberRow(second.id)).mergedInto]).toEqual(["owner", ada.id]);
  });

  test("are not merged when that would leave the team without an owner", async () => {
    const { ada, bob } = await twice();
    const token = await ask(bob, "ada@example.org");
    await expect(bob.merge.run({ token })).rejects.toThrow("only owner");
    expect(await memberRow(ada.id)).toMatchObject({ mergedInto: null, deactivatedAt: null });
    await setRole(bob, "owner");
    await bob.merge.run({ token });
    expect(await memberRow(ada.id)).toMatchObject({ mergedInto: bob.id });
  });

  test("are not merged while a change of the other one's address can be taken back: nobody is merged away", async () => {
    const { bob, old } = await twice();
    await transaction((tx) =>
      tx.insert(rows.addressChanges).values({
        ...{ id: newId(), memberId: old.id, oldAddress: "older@example.org", newAddress: "old@example.org" },
        changedAt: clock.now() - 7 * DAY + HOUR,
      }),
    );
    const token = await ask(bob);
    await expect(bob.merge.run({ token })).rejects.toThrow("changed less than seven days ago");
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: null });
    clock.advance(HOUR - 1);
    await transaction((tx) => tx.update(rows.addressChanges).set({ changedAt: clock.now() - 7 * DAY }));
    await transaction((tx) => tx.update(rows.sessions).set({ confirmedAt: clock.now() }));
    await bob.merge.run({ token });
    expect(await memberRow(old.id)).toMatchObject({ mergedInto: bob.id });
  });
});

describe("without a mail server", () => {
  useMail({ smtp: false });

  test("accounts are not merged, and the refusal says why", async () => {
    const { bob } = await twice();
    await expect(bob.merge.ask({ address: "old@example.org" })).rejects.toThrow("sends no mail");
  });
});
