import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { hashPassword, lookAtLink, readSession } from "@/features/auth";
import { makeLink } from "@/features/auth/links";
import { tellMember } from "@/features/auth/security-mail";
import { memberByPassword } from "@/features/auth/sign-in";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { auditEntries, channelMembers, events, mails, members, passwords, sessions } from "@/platform/db/schema";
import { realtimeRules } from "@/server/wiring";
import { useDatabase } from "../support/database";
import { signedIn } from "../support/people";
import { expectRefused, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

async function team() {
  const set = await scene(clock, { members: ["ada", "bob"], outsiders: ["cai"] });
  return { ...set, ivo: await person("ivo", "admin", clock.now()) };
}
const isActive = async (id: string): Promise<boolean> =>
  (await reader().select({ at: members.deactivatedAt }).from(members).where(eq(members.id, id)))[0]?.at === null;

test("admins deactivate members, owners anybody, nobody themselves", async () => {
  const { ada, bob, cai, ivo } = await team();
  await expectRefused({ code: "FORBIDDEN" }, [
    () => bob.admin.deactivate({ memberId: cai.id, heirId: null }),
    () => bob.admin.deactivate({ memberId: bob.id, heirId: null }),
    () => ivo.admin.deactivate({ memberId: ada.id, heirId: null }),
    () => ivo.admin.deactivate({ memberId: ivo.id, heirId: null }),
    () => ada.admin.deactivate({ memberId: ada.id, heirId: null }),
  ]);
  await ivo.admin.deactivate({ memberId: bob.id, heirId: null });
  await ada.admin.deactivate({ memberId: ivo.id, heirId: null });
  expect(await Promise.all([ada, bob, cai, ivo].map(({ id }) => isActive(id)))).toEqual([true, false, true, false]);
  await expectRefused({ code: "NOT_FOUND" }, [() => ada.admin.deactivate({ memberId: newId(), heirId: null })]);
});

test("deactivating twice, or twice at once, is once", async () => {
  const { ada, bob, ivo } = await team();
  await Promise.all([
    ada.admin.deactivate({ memberId: bob.id, heirId: null }),
    ivo.admin.deactivate({ memberId: bob.id, heirId: null }),
  ]);
  await ada.admin.deactivate({ memberId: bob.id, heirId: null });
  const kinds = (await reader().select({ kind: events.kind }).from(events)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "member.deactivated")).toHaveLength(1);
  expect(await reader().select().from(auditEntries)).toHaveLength(1);
});

test("hostile case 16, neither a session nor a request in flight outlives deactivation", async () => {
  const { ada, bob, cai, start } = await team();
  const { id: threadId } = await start(ada);
  const browser = await signedIn(bob.id);
  const other = await signedIn(cai.id);
  const hash = await hashPassword("quiet harbour lantern");
  await transaction((tx) => tx.insert(passwords).values({ memberId: bob.id, hash, changedAt: 0 }));
  const byPassword = () =>
    memberByPassword(reader(), { address: "bob@example.org", password: "quiet harbour lantern" }, "127.0.0.1");
  expect(await byPassword()).toEqual({ memberId: bob.id });
  const link = await transaction((tx) => makeLink(tx, "reset", { memberId: bob.id }));
  const post = (api: typeof browser.api) =>
    api.posts.add({ id: newId(), threadId, parentId: null, body: "I was under way." });
  await post(browser.api);

  await ada.admin.deactivate({ memberId: bob.id, heirId: null });
  expect(await readSession(reader(), browser.token)).toBeNull();
  expect(await readSession(reader(), other.token)).toMatchObject({ id: cai.id });
  // Found to be Bob before, it asks again in the transaction in which it writes.
  await expectRefused({ code: "UNAUTHORIZED" }, [
    () => post(browser.api),
    () => bob.inbox.markRead({ threadId, upTo: 1 }),
  ]);
  await post(other.api);
  expect(await lookAtLink(reader(), "reset", link.token)).toMatchObject({ state: "revoked" });
  await expectRefused({ code: "UNAUTHENTICATED" }, [byPassword]);
  const logged = await reader().select().from(events).where(eq(events.kind, "member.deactivated"));
  expect(realtimeRules.ends({ ...logged[0]!, seq: 1 })).toEqual({ memberId: bob.id });
  expect(await realtimeRules.seers(reader(), { ...logged[0]!, seq: 1 }, [bob.id, cai.id])).toEqual([cai.id]);
});

test("reactivating brings a member back as they were; they sign in anew", async () => {
  const { ada, bob, cai, ivo, channel } = await team();
  const before = await signedIn(bob.id);
  await ada.admin.deactivate({ memberId: bob.id, heirId: null });
  await expectRefused({ code: "UNAUTHORIZED" }, [() => bob.admin.reactivate({ memberId: bob.id })]);
  await expectRefused({ code: "FORBIDDEN" }, [() => cai.admin.reactivate({ memberId: bob.id })]);
  await ivo.admin.reactivate({ memberId: bob.id });
  await ivo.admin.reactivate({ memberId: bob.id });
  expect(await readSession(reader(), before.token)).toBeNull();
  const back = await signedIn(bob.id);
  expect((await back.api.channels.list({ joined: true })).items.map(({ id }) => id)).toEqual([channel.id]);
  const actions = (await reader().select({ action: auditEntries.action }).from(auditEntries)).map(
    ({ action }) => action,
  );
  expect(actions.sort()).toEqual(["member.deactivated", "member.reactivated"]);
});

test("no mail goes to who was deactivated while it waited", async () => {
  const { ada, bob, cai, start } = await team();
  for (const who of [bob, cai]) for (const when of ["off", "working_days"] as const) await who.digests.set({ when });
  await start(ada, "Read this", "Hello @bob and @cai.");
  await settle();
  // What stands in line goes no more, and nothing is put there.
  await transaction(async (tx) => {
    for (const { id } of [bob, cai]) await tellMember(tx, id, "password_changed");
  });
  await ada.admin.deactivate({ memberId: bob.id, heirId: null });
  clock.advance(4 * 86_400_000);
  await settle();
  const got = await reader().select({ memberId: mails.memberId, kind: mails.kind, state: mails.state }).from(mails);
  const of = ({ id }: { id: string }) =>
    got
      .filter(({ memberId }) => memberId === id)
      .map(({ kind, state }) => `${kind} ${state}`)
      .sort();
  expect(of(cai)).toEqual(["digest kept", "security kept"]);
  expect(of(bob)).toEqual(["security skipped"]);
});

test("a private channel that would have nobody goes to the heir, or stays and is counted", async () => {
  const { ada, bob, cai, ivo } = await team();
  const gus = await person("gus", "guest", clock.now());
  const [alone, shared] = [newId(), newId()];
  await bob.channels.create({ id: alone, name: "secret-plans", visibility: "private" });
  await bob.channels.create({ id: shared, name: "shared", visibility: "private" });
  await bob.channels.addMember({ channelId: shared, memberId: cai.id });
  await bob.channels.addMember({ channelId: alone, memberId: gus.id });
  expect(await ivo.admin.holdings({ memberId: bob.id })).toEqual({ channels: 1, groups: 0 });
  await expectRefused({ code: "FORBIDDEN" }, [() => cai.admin.holdings({ memberId: bob.id })]);
  for (const heirId of [gus.id, bob.id, newId()])
    await expect(ivo.admin.deactivate({ memberId: bob.id, heirId })).rejects.toThrow("Choose an active member");

  await ivo.admin.deactivate({ memberId: bob.id, heirId: null });
  expect(await ivo.admin.abandoned()).toEqual({ channels: 1, groups: 0 });
  await expectRefused({ code: "NOT_FOUND" }, [() => ivo.channels.get({ channelId: alone })]);
  await expectRefused({ code: "FORBIDDEN" }, [() => cai.admin.adopt({ heirId: cai.id }), () => cai.admin.abandoned()]);
  expect(await ivo.admin.adopt({ heirId: cai.id })).toEqual({ channels: 1, groups: 0 });
  expect(await ivo.admin.abandoned()).toEqual({ channels: 0, groups: 0 });
  expect(await cai.channels.get({ channelId: alone })).toMatchObject({ name: "secret-plans" });

  await ivo.admin.deactivate({ memberId: cai.id, heirId: ada.id });
  const held = await reader().select().from(channelMembers).where(eq(channelMembers.memberId, ada.id));
  expect(held.map(({ channelId }) => channelId)).toEqual(expect.arrayContaining([alone, shared]));
});

test("a group that would be empty goes to the heir, or stays and is counted", async () => {
  const { ada, bob, cai, ivo } = await team();
  const [alone, shared] = [newId(), newId()];
  await bob.groups.create({ id: alone, name: "Design", handle: "design", memberIds: [] });
  await bob.groups.create({ id: shared, name: "Ops", handle: "ops", memberIds: [cai.id] });
  expect(await ivo.admin.holdings({ memberId: bob.id })).toEqual({ channels: 0, groups: 1 });
  await ivo.admin.deactivate({ memberId: bob.id, heirId: null });
  expect(await ivo.admin.abandoned()).toEqual({ channels: 0, groups: 1 });
  expect(await ada.admin.adopt({ heirId: cai.id })).toEqual({ channels: 0, groups: 1 });
  expect(await ivo.admin.abandoned()).toEqual({ channels: 0, groups: 0 });
  await ivo.admin.deactivate({ memberId: cai.id, heirId: ada.id });
  expect(await ivo.admin.abandoned()).toEqual({ channels: 0, groups: 0 });
});

test("a member leaves by themselves, the last owner cannot", async () => {
  const { ada, bob, cai } = await team();
  const channelId = newId();
  await bob.channels.create({ id: channelId, name: "mine", visibility: "private" });
  expect(await bob.leave.holdings()).toEqual({ channels: 1, groups: 0 });
  await bob.leave.run({ heirId: cai.id });
  expect(await isActive(bob.id)).toBe(false);
  expect(await cai.channels.get({ channelId })).toMatchObject({ name: "mine" });
  await expectRefused({ code: "UNAUTHORIZED" }, [() => bob.leave.run({ heirId: null })]);
  await expectRefused({ code: "CONFLICT" }, [() => ada.leave.run({ heirId: null })]);
  expect(await reader().select().from(auditEntries)).toMatchObject([
    { action: "member.left", actorId: bob.id, data: { heirId: cai.id, channels: 1, groups: 0 } },
  ]);
});

test("of two owners who leave at once one stays", async () => {
  const { ada } = await team();
  const otto = await person("otto", "owner", clock.now());
  const results = await Promise.allSettled([ada.leave.run({ heirId: null }), otto.leave.run({ heirId: null })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect([await isActive(ada.id), await isActive(otto.id)].sort()).toEqual([false, true]);
});

test("an admin signs a member out everywhere, but nobody above them", async () => {
  const { ada, bob, ivo } = await team();
  const browser = await signedIn(bob.id);
  await expectRefused({ code: "FORBIDDEN" }, [
    () => ivo.admin.signOut({ memberId: ada.id }),
    () => bob.admin.signOut({ memberId: ivo.id }),
  ]);
  await ivo.admin.signOut({ memberId: bob.id });
  expect(await readSession(reader(), browser.token)).toBeNull();
  expect(await reader().select().from(sessions).where(eq(sessions.memberId, bob.id))).toEqual([]);
  expect(await isActive(bob.id)).toBe(true);
  await expectRefused({ code: "NOT_FOUND" }, [() => ada.admin.signOut({ memberId: newId() })]);
});

test("an admin makes a link for a member who lost their password, never for an owner", async () => {
  const { ada, bob, ivo } = await team();
  await expectRefused({ code: "FORBIDDEN" }, [
    () => ivo.admin.resetLink({ memberId: ada.id }),
    () => ivo.admin.resetLink({ memberId: ivo.id }),
    () => bob.admin.resetLink({ memberId: bob.id }),
  ]);
  const first = await ivo.admin.resetLink({ memberId: bob.id });
  const second = await ada.admin.resetLink({ memberId: bob.id });
  expect(await lookAtLink(reader(), "reset", first.token)).toMatchObject({ state: "revoked" });
  expect(await lookAtLink(reader(), "reset", second.token)).toMatchObject({ state: "open", memberId: bob.id });
  await ada.admin.deactivate({ memberId: bob.id, heirId: null });
  await expectRefused({ code: "CONFLICT" }, [() => ada.admin.resetLink({ memberId: bob.id })]);
});

test("owners and admins see the members with the day they were last here, and nothing finer", async () => {
  const { ada, bob, cai, ivo } = await team();
  await ada.admin.deactivate({ memberId: cai.id, heirId: null });
  const { items } = await ivo.admin.members({});
  expect(items.map(({ name }) => name)).toEqual(["ada", "bob", "ivo"]);
  expect(items[1]).toEqual({
    ...{ id: bob.id, name: "bob", handle: "bob", role: "member", address: "bob@example.org" },
    ...{ seenDay: Math.floor(clock.now() / 86_400_000), secondFactor: false, deactivatedAt: null },
  });
  const gone = await ada.admin.members({ show: "deactivated" });
  expect(gone.items).toMatchObject([{ name: "cai", seenDay: null, deactivatedAt: clock.now() }]);
  await expectRefused({ code: "FORBIDDEN" }, [() => bob.admin.members({})]);
  const first = await ada.admin.members({ limit: 2 });
  const rest = await ada.admin.members({ limit: 2, cursor: first.next });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(["ada", "bob", "ivo"]);
});
