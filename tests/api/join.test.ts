import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { type Actor, roles } from "@/kernel/actor";
import { DAY, setClock } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader } from "@/platform/db";
import { channelMembers, events, members, oneTimeLinks } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { as, foundTeam, joinTeam, stranger, typed } from "../support/people";

useDatabase();
afterEach(() => setClock());

const withRole = (actor: Actor, role: Actor["role"]) => as({ ...actor, role });
const people = () => reader().$count(members);

describe("a link to join", () => {
  test("adds one member, who is in the team's public channels from then on", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    expect(await bob.api.members.me()).toMatchObject({ name: "Bob", handle: "bob", role: "member" });
    expect(await reader().$count(channelMembers, eq(channelMembers.memberId, bob.id))).toBe(2);
    const joins = await reader().select().from(events).where(eq(events.kind, "member.joined"));
    expect(joins.map(({ payload }) => payload)).toEqual([{ memberId: ada.id }, { memberId: bob.id }]);
  });

  test("is made by owners and admins alone", async () => {
    const ada = await foundTeam();
    for (const role of roles) {
      const made = withRole(ada.actor, role).auth.makeJoinLink();
      if (role === "owner" || role === "admin")
        await expect(made).resolves.toMatchObject({ token: expect.any(String) });
      else await expect(made).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(stranger().auth.makeJoinLink()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("tells the team and who invites while it is open, and nothing afterwards", async () => {
    const ada = await foundTeam();
    const { token } = await ada.api.auth.makeJoinLink();
    for (let i = 0; i < 3; i++)
      expect(await stranger().join.look({ token })).toEqual({ state: "open", team: "Northwind", by: "Ada" });
    await stranger().join.accept({ ...typed("Bob"), token });
    expect(await stranger().join.look({ token })).toEqual({ state: "spent", team: null, by: null });
  });

  test("case 17: replayed, expired, revoked and unknown links are each refused in their own words", async () => {
    const ada = await foundTeam();
    const { join } = stranger();
    const [replayed, expired, revoked, good] = await Promise.all(
      Array.from({ length: 4 }, () => ada.api.auth.makeJoinLink()),
    );
    await join.accept({ ...typed("Bob"), token: replayed!.token });
    await ada.api.auth.revokeJoinLink({ linkId: revoked!.linkId });
    const before = await people();

    const eve = typed("Eve");
    await expect(join.accept({ ...eve, token: replayed!.token })).rejects.toThrow("was used already");
    await expect(join.accept({ ...eve, token: revoked!.token })).rejects.toThrow("was withdrawn");
    await expect(join.accept({ ...eve, token: "A".repeat(43) })).rejects.toThrow("not one of ours");
    setClock(() => expired!.expiresAt);
    await expect(join.accept({ ...eve, token: expired!.token })).rejects.toThrow("too old");
    setClock(() => good!.expiresAt - 1);
    expect(good!.expiresAt - Date.now()).toBeGreaterThan(6.9 * DAY);
    expect(await people()).toBe(before);
    await expect(join.accept({ ...eve, token: good!.token })).resolves.toEqual({ memberId: eve.memberId });
  });

  test("the same call twice is one member; the same id with another body is refused", async () => {
    const ada = await foundTeam();
    const { token } = await ada.api.auth.makeJoinLink();
    const bob = { ...typed("Bob"), token };
    const answers = await Promise.all(Array.from({ length: 5 }, () => stranger().join.accept(bob)));
    expect(new Set(answers.map(({ memberId }) => memberId)).size).toBe(1);
    await expect(stranger().join.accept(bob)).resolves.toEqual({ memberId: bob.memberId });
    await expect(stranger().join.accept({ ...bob, address: "eve@example.org" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await people()).toBe(2);
  });

  test("of five people at once with one link, one becomes a member", async () => {
    const ada = await foundTeam();
    const { token } = await ada.api.auth.makeJoinLink();
    const answers = await Promise.allSettled(
      ["Bob", "Cleo", "Dan", "Eve", "Fay"].map((name) => stranger().join.accept({ ...typed(name), token })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "NOT_FOUND" });
    expect(await people()).toBe(2);
  });

  test("an address belongs to one member, however it is written, and the link stays open for another", async () => {
    const ada = await foundTeam();
    const { token } = await ada.api.auth.makeJoinLink();
    const { address } = await ada.api.members.me();
    const bob = { ...typed("Bob"), token };
    const refused = stranger().join.accept({ ...bob, address: ` ${address.toUpperCase()} ` });
    await expect(refused).rejects.toMatchObject({ code: "CONFLICT", cause: { data: { field: "address" } } });
    await expect(stranger().join.accept(bob)).resolves.toBeDefined();
  });

  test("a member id that is taken is refused, whoever holds the link", async () => {
    const ada = await foundTeam();
    const { token } = await ada.api.auth.makeJoinLink();
    const eve = { ...typed("Eve"), token };
    await expect(stranger().join.accept({ ...eve, memberId: ada.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(stranger().join.accept(eve)).resolves.toBeDefined();
    expect(await ada.api.members.me()).toMatchObject({ name: "Ada", role: "owner" });
  });

  test("withdrawing is for owners and admins, of links that exist and were not used", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    const { linkId } = await ada.api.auth.makeJoinLink();
    await expect(bob.api.auth.revokeJoinLink({ linkId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(ada.api.auth.revokeJoinLink({ linkId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [spent] = await reader().select().from(oneTimeLinks).where(eq(oneTimeLinks.spentBy, bob.id));
    await expect(ada.api.auth.revokeJoinLink({ linkId: spent!.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await ada.api.auth.revokeJoinLink({ linkId });
    await ada.api.auth.revokeJoinLink({ linkId });
  });

  test("people of one name get handles of their own, also when they join at once", async () => {
    const ada = await foundTeam();
    const joined = await Promise.all(["Ana Vaz", "Ana Váz", "ＡＮＡ VAZ"].map((name) => joinTeam(ada, name)));
    const handles = await Promise.all(joined.map(async ({ api }) => (await api.members.me()).handle));
    expect(handles.sort()).toEqual(["ana-vaz", "ana-vaz-2", "ana-vaz-3"]);
  });
});
