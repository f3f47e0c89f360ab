import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { invitationToken } from "@/features/invitations/tokens";
import type { roles } from "@/kernel/actor";
import { DAY, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { auditEntries, channelMembers, events, invitations, members, sessions } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { foundTeam, invite, joinTeam, signedIn, stranger, typed } from "../support/people";
import { expectRefused, nobody, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const people = () => reader().$count(members);
const channelsOf = async (memberId: string) => {
  const rows = await reader().select().from(channelMembers).where(eq(channelMembers.memberId, memberId));
  return rows.map(({ channelId }) => channelId).sort();
};
const setRole = (id: string, role: (typeof roles)[number]) =>
  transaction(async (tx) => void (await tx.update(members).set({ role }).where(eq(members.id, id))));
const deactivate = (id: string) =>
  transaction(
    async (tx) => void (await tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, id))),
  );

/** A team with somebody of every role, a public channel and a private one of the owner's. */
async function team() {
  const set = await scene(clock, { members: ["olga"], outsiders: ["mia", "gil"], guests: ["gil"] });
  const adam = await person("adam", "admin", clock.now());
  const secret = await set.olga.channels.create({ id: newId(), name: "board", visibility: "private" });
  return { ...set, adam, secret };
}

/** Joins by an invitation's link and signs in. */
async function accept(token: string, more: Record<string, unknown> = {}) {
  const input = { ...typed("Newcomer", more), token };
  await nobody().join.accept(input);
  return signedIn(input.memberId);
}

const to = () => ({ to: [{ id: newId() }] });

describe("an invitation", () => {
  test("adds one member, who is in the team's public channels from then on", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    expect(await bob.api.members.me()).toMatchObject({ name: "Bob", handle: "bob", role: "member" });
    expect(await channelsOf(bob.id)).toHaveLength(2);
    const joins = await reader().select().from(events).where(eq(events.kind, "member.joined"));
    expect(joins.map(({ payload }) => payload)).toEqual([{ memberId: ada.id }, { memberId: bob.id }]);
  });

  test("is made by owners and admins alone", async () => {
    const { olga, adam, mia, gil } = await team();
    for (const one of [olga, adam]) await expect(one.invitations.make(to())).resolves.toHaveLength(1);
    const calls = [mia, gil].map((one) => () => one.invitations.make(to()));
    await expectRefused({ code: "FORBIDDEN" }, calls);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().invitations.make(to())]);
  });

  test("tells the team and who invites while it is open, and nothing afterwards", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada);
    for (let i = 0; i < 3; i++)
      expect(await stranger().join.look({ token })).toEqual({
        state: "open",
        team: "Northwind",
        by: "Ada",
        address: null,
      });
    await stranger().join.accept({ ...typed("Bob"), token });
    expect(await stranger().join.look({ token })).toEqual({ state: "spent", team: null, by: null, address: null });
  });

  test("hostile case 17, an invitation that was replayed, expired, revoked or never made opens nothing", async () => {
    const ada = await foundTeam();
    const { join } = stranger();
    const replayed = await invite(ada);
    const expired = await invite(ada, { days: 1 });
    const revoked = await invite(ada);
    const good = await invite(ada, { days: 30 });
    await join.accept({ ...typed("Bob"), token: replayed.token });
    await ada.api.invitations.revoke({ id: revoked.id });
    const before = await people();

    const eve = typed("Eve");
    await expect(join.accept({ ...eve, token: replayed.token })).rejects.toThrow("was used already");
    await expect(join.accept({ ...eve, token: revoked.token })).rejects.toThrow("was withdrawn");
    await expect(join.accept({ ...eve, token: "A".repeat(43) })).rejects.toThrow("not one of ours");
    clock.set(expired.expiresAt);
    await expect(join.accept({ ...eve, token: expired.token })).rejects.toThrow("too old");
    const states = [replayed, expired, revoked].map(async ({ token }) => (await join.look({ token })).state);
    expect(await Promise.all(states)).toEqual(["spent", "expired", "revoked"]);
    clock.set(good.expiresAt - 1);
    expect(await people()).toBe(before);
    await expect(join.accept({ ...eve, token: good.token })).resolves.toEqual({ memberId: eve.memberId });
  });

  test("works for seven days unless told otherwise", async () => {
    const ada = await foundTeam();
    for (const [days, lasts] of [
      [undefined, 7],
      [1, 1],
      [30, 30],
    ] as const)
      expect((await invite(ada, { days })).expiresAt).toBe(clock.now() + lasts * DAY);
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "days" } } }, [
      () => invite(ada, { days: 365 as 30 }),
    ]);
  });

  test("the same call twice is one member; the same id with another body is refused", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada);
    const bob = { ...typed("Bob"), token };
    const answers = await Promise.all(Array.from({ length: 5 }, () => stranger().join.accept(bob)));
    expect(new Set(answers.map(({ memberId }) => memberId)).size).toBe(1);
    await expect(stranger().join.accept(bob)).resolves.toEqual({ memberId: bob.memberId });
    await expect(stranger().join.accept({ ...bob, address: "eve@example.org" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    // Another link is another call: who is a member already does not become one again.
    const other = await invite(ada);
    await expect(stranger().join.accept({ ...bob, token: other.token })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await people()).toBe(2);
  });

  test("of six people at once with a link for five, five become members", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada, { uses: 5 });
    const answers = await Promise.allSettled(
      ["Bob", "Cleo", "Dan", "Eve", "Fay", "Gus"].map((name) => stranger().join.accept({ ...typed(name), token })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "NOT_FOUND" });
    expect(await people()).toBe(6);
    expect(await ada.api.invitations.list({})).toEqual({ items: [], next: null });
  });

  test("a link for any number of people stays open", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada, { uses: null });
    for (const name of ["Bob", "Cleo", "Dan"]) await stranger().join.accept({ ...typed(name), token });
    const [line] = (await ada.api.invitations.list({})).items;
    expect(line).toMatchObject({ uses: 3, maxUses: null });
  });

  test("an address belongs to one member, however it is written, and the link stays open for another", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada);
    const { address } = await ada.api.members.me();
    const bob = { ...typed("Bob"), token };
    const refused = stranger().join.accept({ ...bob, address: ` ${address.toUpperCase()} ` });
    await expect(refused).rejects.toMatchObject({ code: "CONFLICT", cause: { data: { field: "address" } } });
    await expect(stranger().join.accept(bob)).resolves.toBeDefined();
  });

  test("a member id that is taken is refused, whoever holds the link", async () => {
    const ada = await foundTeam();
    const { token } = await invite(ada);
    const eve = { ...typed("Eve"), token };
    await expect(stranger().join.accept({ ...eve, memberId: ada.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(stranger().join.accept(eve)).resolves.toBeDefined();
    expect(await ada.api.members.me()).toMatchObject({ name: "Ada", role: "owner" });
  });

  test("people of one name get handles of their own, also when they join at once", async () => {
    const ada = await foundTeam();
    const joined = await Promise.all(["Ana Vaz", "Ana Váz", "ＡＮＡ VAZ"].map((name) => joinTeam(ada, name)));
    const handles = await Promise.all(joined.map(async ({ api }) => (await api.members.me()).handle));
    expect(handles.sort()).toEqual(["ana-vaz", "ana-vaz-2", "ana-vaz-3"]);
  });

  test("made twice by the same call it is one; the same id for something else is refused", async () => {
    const { olga, adam } = await team();
    const call = to();
    const first = await olga.invitations.make(call);
    await expect(olga.invitations.make(call)).resolves.toEqual(first);
    await Promise.all([call, call, call].map((same) => olga.invitations.make(same)));
    expect(await reader().$count(invitations)).toBe(1);
    await expectRefused({ code: "CONFLICT" }, [
      () => olga.invitations.make({ ...call, uses: 5 }),
      () => olga.invitations.make({ ...call, role: "admin" }),
      () => adam.invitations.make(call),
    ]);
  });

  test("withdrawing is for owners and admins, of invitations that exist, and twice is once", async () => {
    const { olga, adam, mia, gil } = await team();
    const [made] = await olga.invitations.make({ ...to(), role: "admin" });
    const { id, token } = made!;
    await expectRefused({ code: "FORBIDDEN" }, [
      () => mia.invitations.revoke({ id }),
      () => gil.invitations.revoke({ id }),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().invitations.revoke({ id })]);
    await expectRefused({ code: "NOT_FOUND" }, [() => olga.invitations.revoke({ id: newId() })]);
    expect((await nobody().join.look({ token })).state).toBe("open");
    for (let twice = 0; twice < 2; twice++) await adam.invitations.revoke({ id });
    expect((await nobody().join.look({ token })).state).toBe("revoked");
    expect(await reader().$count(auditEntries, eq(auditEntries.action, "invitation.revoked"))).toBe(1);
  });

  test("the database holds no token of it", async () => {
    const { olga } = await team();
    const [made] = await olga.invitations.make(to());
    const rows = await reader().select().from(invitations);
    expect(made!.token).toBe(invitationToken(made!.id));
    expect(JSON.stringify(rows)).not.toContain(made!.token);
  });

  test("making, withdrawing and accepting it stand in the audit log, without names and addresses", async () => {
    const { olga } = await team();
    const [first, second] = [to(), to()];
    const [made] = await olga.invitations.make(first);
    await olga.invitations.make(second);
    await olga.invitations.revoke({ id: second.to[0]!.id });
    const newcomer = await accept(made!.token);
    const entries = await reader().select().from(auditEntries).orderBy(auditEntries.at, auditEntries.id);
    expect(entries.map(({ action, actorId, subjectId }) => [action, actorId, subjectId])).toEqual([
      ["invitation.made", olga.id, first.to[0]!.id],
      ["invitation.made", olga.id, second.to[0]!.id],
      ["invitation.revoked", olga.id, second.to[0]!.id],
      ["invitation.accepted", newcomer.id, first.to[0]!.id],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Newcomer|@/);
  });
});

describe("what an invitation grants", () => {
  test("hostile case 8, nobody grants what they may not: roles", async () => {
    const { olga, adam, mia } = await team();
    for (const role of ["member", "guest"] as const) {
      const channelIds = [(await adam.channels.list({})).items[0]!.id];
      const [made] = await adam.invitations.make({ ...to(), role, channelIds });
      const newcomer = await accept(made!.token);
      expect(newcomer.actor.role).toBe(role);
    }
    const [made] = await olga.invitations.make({ ...to(), role: "admin" });
    expect((await accept(made!.token)).actor.role).toBe("admin");
    await expectRefused({ code: "FORBIDDEN" }, [
      () => adam.invitations.make({ ...to(), role: "admin" }),
      () => mia.invitations.make({ ...to(), role: "member" }),
    ]);
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "role" } } }, [
      () => olga.invitations.make({ ...to(), role: "owner" as "admin" }),
    ]);
  });

  test("hostile case 8, nobody grants what they may not: private channels that they do not see", async () => {
    const { olga, adam, secret, channel } = await team();
    const asked = { ...to(), channelIds: [secret.id] };
    await expectRefused({ code: "NOT_FOUND" }, [
      () => adam.invitations.make(asked),
      () => adam.invitations.make({ ...asked, channelIds: [newId()] }),
    ]);
    const [made] = await olga.invitations.make(asked);
    expect(await channelsOf((await accept(made!.token)).id)).toEqual([channel.id, secret.id].sort());
    await olga.channels.addMember({ channelId: secret.id, memberId: adam.id });
    await expect(adam.invitations.make({ ...to(), channelIds: [secret.id] })).resolves.toHaveLength(1);
  });

  test("hostile case 8, what its maker lost meanwhile is not granted any more", async () => {
    const { olga, adam, secret, channel } = await team();
    await olga.channels.addMember({ channelId: secret.id, memberId: adam.id });
    const make = async (more: object) => (await adam.invitations.make({ ...to(), uses: 5, ...more }))[0]!;
    const both = await make({ channelIds: [secret.id] });
    const guest = await make({ role: "guest", channelIds: [secret.id, channel.id] });
    const only = await make({ role: "guest", channelIds: [secret.id] });
    expect(await channelsOf((await accept(only.token)).id)).toEqual([secret.id]);

    await olga.channels.removeMember({ channelId: secret.id, memberId: adam.id });
    expect(await channelsOf((await accept(both.token)).id)).toEqual([channel.id]);
    expect(await channelsOf((await accept(guest.token)).id)).toEqual([channel.id]);
    // A guest of no channel would be a member of nothing.
    await expect(accept(only.token)).rejects.toThrow("was withdrawn");
  });

  test("hostile case 8, a maker who was demoted grants what they still may, and one who left nothing", async () => {
    const { olga } = await team();
    const otto = await person("otto", "owner", clock.now());
    const [made] = await otto.invitations.make({ ...to(), role: "admin", uses: 25 });
    const { token } = made!;
    const roleOfNext = async () => (await accept(token)).actor.role;
    expect(await roleOfNext()).toBe("admin");
    await setRole(otto.id, "admin");
    expect(await roleOfNext()).toBe("member");
    expect((await olga.invitations.list({})).items).toMatchObject([{ role: "member" }]);
    await setRole(otto.id, "member");
    await expect(accept(token)).rejects.toThrow("was withdrawn");
    expect((await olga.invitations.list({})).items).toEqual([]);
    await setRole(otto.id, "owner");
    expect(await roleOfNext()).toBe("admin");
    await deactivate(otto.id);
    await expect(accept(token)).rejects.toThrow("was withdrawn");
    expect(await nobody().join.look({ token })).toEqual({ state: "revoked", team: null, by: null, address: null });
  });

  test("an admin is invited only by who has just shown that they are themselves", async () => {
    const { olga } = await team();
    const confirm = (confirmedAt: number) =>
      transaction(async (tx) => void (await tx.update(sessions).set({ confirmedAt })));
    await confirm(clock.now() - 20 * MINUTE);
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [() => olga.invitations.make({ ...to(), role: "admin" })]);
    await expect(olga.invitations.make(to())).resolves.toHaveLength(1);
    await confirm(clock.now());
    await expect(olga.invitations.make({ ...to(), role: "admin" })).resolves.toHaveLength(1);
  });

  test("hostile case 22, an invited guest is a guest: in the chosen channels and in no public one", async () => {
    const { olga, mia, secret, channel } = await team();
    const open = await olga.channels.create({ id: newId(), name: "lobby" });
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "channelIds" } } }, [
      () => olga.invitations.make({ ...to(), role: "guest" }),
    ]);
    const [made] = await olga.invitations.make({ ...to(), role: "guest", channelIds: [open.id] });
    const guest = await accept(made!.token);
    expect(await guest.api.members.me()).toMatchObject({ role: "guest" });
    expect((await guest.api.channels.list({})).items.map(({ id }) => id)).toEqual([open.id]);
    expect((await guest.api.members.list({})).items.map(({ id }) => id).sort()).toEqual([olga.id, guest.id].sort());
    await expectRefused({ code: "NOT_FOUND" }, [
      () => guest.api.channels.join({ channelId: channel.id }),
      () => guest.api.channels.get({ channelId: secret.id }),
    ]);
    const [other] = await olga.invitations.make(to());
    const member = await accept(other!.token);
    expect(await channelsOf(member.id)).toEqual([channel.id, open.id].sort());
    // Who came as a member is let into no private channel by the same act that adds a guest to one.
    await expectRefused({ code: "NOT_FOUND" }, [
      () => mia.channels.addMember({ channelId: secret.id, memberId: member.id }),
    ]);
  });
});

describe("the list of open invitations", () => {
  test("hostile case 20, who may not invite learns of no invitation, by no way", async () => {
    const { olga, adam, mia, gil } = await team();
    const [made] = await olga.invitations.make(to());
    expect((await adam.invitations.list({})).items).toMatchObject([{ id: made!.id, token: made!.token }]);
    await expectRefused({ code: "FORBIDDEN" }, [
      () => mia.invitations.list({}),
      () => gil.invitations.list({}),
      () => mia.invitations.domains(),
      () => gil.invitations.domains(),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().invitations.list({})]);
    await settle();
    const told = await reader().select().from(events).where(eq(events.kind, "invitation.changed"));
    expect(told.map(({ payload }) => payload)).toEqual([{ memberIds: [olga.id, adam.id].sort() }]);
    expect(JSON.stringify(await reader().select().from(events))).not.toContain(made!.id);
  });

  test("shows no link and no channel that its reader may not grant", async () => {
    const { olga, adam, secret, channel } = await team();
    const make = async (more: object) => {
      clock.advance(1_000);
      return (await olga.invitations.make({ ...to(), ...more }))[0]!;
    };
    const plain = await make({ channelIds: [channel.id] });
    const hidden = await make({ channelIds: [secret.id, channel.id] });
    const admin = await make({ role: "admin" });
    const seen = (await adam.invitations.list({})).items;
    expect(seen.map(({ id, token, channels }) => ({ id, token, channels: channels.map(({ name }) => name) }))).toEqual([
      { id: admin.id, token: null, channels: [] },
      { id: hidden.id, token: null, channels: ["platform"] },
      { id: plain.id, token: plain.token, channels: ["platform"] },
    ]);
    const all = (await olga.invitations.list({})).items;
    expect(all.map(({ token }) => token)).toEqual([admin.token, hidden.token, plain.token]);
    expect(all[1]!.channels.map(({ name }) => name)).toEqual(["board", "platform"]);
  });

  test("comes in pages, newest first, without those that are used up, too old or withdrawn", async () => {
    const { olga } = await team();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      clock.advance(1_000);
      const [made] = await olga.invitations.make({ ...to(), days: i === 0 ? 1 : 30 });
      ids.unshift(made!.id);
    }
    await olga.invitations.revoke({ id: ids[1]! });
    await accept(invitationToken(ids[2]!));
    clock.advance(2 * DAY);
    const first = await olga.invitations.list({ limit: 1 });
    const second = await olga.invitations.list({ limit: 1, cursor: first.next });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([ids[0], ids[3]]);
    expect(second.next).toBeNull();
  });
});
