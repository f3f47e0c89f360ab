import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Role } from "@/kernel/actor";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { auditEntries, members, sessions } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { as } from "../support/people";
import { expectRefused, type Person, person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const roleOf = async ({ id }: Person): Promise<Role | undefined> =>
  (await reader().select({ role: members.role }).from(members).where(eq(members.id, id)))[0]?.role;

/** The same member with the role that they have now: as their next request finds them. */
const again = async (who: Person) => as({ ...who.actor, role: (await roleOf(who))! });

/** Ada owns the team, Ivo is an admin, Bob a member and Gus a guest. */
async function team() {
  const set = await scene(clock, { members: ["ada", "bob", "gus"], guests: ["gus"] });
  return { ...set, ivo: await person("ivo", "admin", clock.now()) };
}

test("owners change any role, admins those of members and guests alone", async () => {
  const { ada, bob, gus, ivo } = await team();
  const zoe = await person("zoe", "admin", clock.now());
  await ivo.admin.changeRole({ memberId: bob.id, role: "guest" });
  await ivo.admin.changeRole({ memberId: gus.id, role: "member" });
  expect([await roleOf(bob), await roleOf(gus)]).toEqual(["guest", "member"]);
  await expectRefused({ code: "FORBIDDEN" }, [
    () => ivo.admin.changeRole({ memberId: gus.id, role: "admin" }),
    () => ivo.admin.changeRole({ memberId: gus.id, role: "owner" }),
    () => ivo.admin.changeRole({ memberId: zoe.id, role: "member" }),
    () => ivo.admin.changeRole({ memberId: ada.id, role: "member" }),
  ]);
  for (const [who, role] of [
    [bob, "admin"],
    [zoe, "guest"],
    [gus, "owner"],
  ] as const) {
    await ada.admin.changeRole({ memberId: who.id, role });
    expect(await roleOf(who)).toBe(role);
  }
  await expectRefused({ code: "NOT_FOUND" }, [() => ada.admin.changeRole({ memberId: newId(), role: "member" })]);
  await expect(ada.admin.changeRole({ memberId: bob.id, role: "boss" as Role })).rejects.toThrow(/^role: /);
});

test("hostile case 14, nobody raises their own role", async () => {
  const { ada, bob, gus, ivo } = await team();
  for (const role of ["owner", "admin", "member"] as const)
    await expectRefused({ code: "FORBIDDEN" }, [
      () => gus.admin.changeRole({ memberId: gus.id, role }),
      () => bob.admin.changeRole({ memberId: bob.id, role }),
      () => ivo.admin.changeRole({ memberId: ivo.id, role }),
    ]);
  expect([await roleOf(gus), await roleOf(bob), await roleOf(ivo)]).toEqual(["guest", "member", "admin"]);
  await ada.admin.changeRole({ memberId: ivo.id, role: "owner" });
  expect(await roleOf(ivo)).toBe("owner");
});

test("hostile case 22, an admin makes nobody an admin by way of a guest", async () => {
  const { ada, gus, ivo } = await team();
  await ivo.admin.changeRole({ memberId: gus.id, role: "member" });
  await expectRefused({ code: "FORBIDDEN" }, [() => ivo.admin.changeRole({ memberId: gus.id, role: "admin" })]);
  await ada.admin.changeRole({ memberId: gus.id, role: "admin" });
  expect(await roleOf(gus)).toBe("admin");
});

test("the same role again is nothing, and one change is one line in the audit log", async () => {
  const { ada, bob } = await team();
  await ada.admin.changeRole({ memberId: bob.id, role: "admin" });
  await ada.admin.changeRole({ memberId: bob.id, role: "admin" });
  const lines = await reader().select().from(auditEntries);
  expect(lines).toMatchObject([
    { action: "member.role_changed", actorId: ada.id, subjectId: bob.id, data: { from: "member", to: "admin" } },
  ]);
});

test("the last owner cannot step down; with another one they can", async () => {
  const { ada, bob } = await team();
  await expectRefused({ code: "CONFLICT" }, [() => ada.admin.changeRole({ memberId: ada.id, role: "member" })]);
  await ada.admin.changeRole({ memberId: bob.id, role: "owner" });
  await ada.admin.changeRole({ memberId: ada.id, role: "member" });
  expect([await roleOf(ada), await roleOf(bob)]).toEqual(["member", "owner"]);
});

test("of two owners who step down at once one stays", async () => {
  const { ada } = await team();
  const otto = await person("otto", "owner", clock.now());
  const results = await Promise.allSettled([
    ada.admin.changeRole({ memberId: ada.id, role: "member" }),
    otto.admin.changeRole({ memberId: otto.id, role: "member" }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect([await roleOf(ada), await roleOf(otto)].sort()).toEqual(["member", "owner"]);
});

test("a member who becomes a guest keeps the channels they belong to, and no others", async () => {
  const { ada, bob, channel } = await team();
  const other = newId();
  await ada.channels.create({ id: other, name: "other" });
  expect((await bob.channels.list({})).items.map(({ name }) => name)).toEqual(["other", "platform"]);
  await ada.admin.changeRole({ memberId: bob.id, role: "guest" });
  const guest = await again(bob);
  expect((await guest.channels.list({})).items.map(({ id }) => id)).toEqual([channel.id]);
  await expectRefused({ code: "NOT_FOUND" }, [() => guest.channels.get({ channelId: other })]);
  // Whatever was on its way when the role changed is refused: it was asked as somebody else.
  await expectRefused({ code: "CONFLICT" }, [() => bob.channels.join({ channelId: other })]);
  await ada.admin.changeRole({ memberId: bob.id, role: "member" });
  await bob.channels.join({ channelId: other });
});

test("dangerous acts want it confirmed that it is them", async () => {
  const { ada, bob } = await team();
  clock.advance(16 * 60_000);
  await expectRefused({ message: expect.stringContaining("Show once more") }, [
    () => ada.admin.changeRole({ memberId: bob.id, role: "guest" }),
    () => ada.admin.deactivate({ memberId: bob.id, heirId: null }),
    () => ada.admin.reactivate({ memberId: bob.id }),
    () => ada.admin.signOut({ memberId: bob.id }),
    () => ada.admin.resetLink({ memberId: bob.id }),
    () => ada.admin.adopt({ heirId: ada.id }),
    () => ada.admin.erase({ memberId: bob.id, handle: "bob", posts: "keep" }),
    () => ada.leave.run({ heirId: null }),
  ]);
  await transaction((tx) =>
    tx.update(sessions).set({ confirmedAt: clock.now() }).where(eq(sessions.id, ada.actor.sessionId)),
  );
  await ada.admin.changeRole({ memberId: bob.id, role: "guest" });
  expect(await roleOf(bob)).toBe("guest");
});
