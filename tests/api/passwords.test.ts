import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { hashPassword, readSession, setPassword } from "@/features/auth";
import { createSession } from "@/features/auth/sessions";
import { ways } from "@/features/auth/ways";
import { formatLocal } from "@/kernel/calendar";
import { MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { createCallerFactory } from "@/platform/api/trpc";
import { collectStatements, reader, transaction } from "@/platform/db";
import { events, mails, members, oneTimeLinks, passwords, sessions } from "@/platform/db/schema";
import { appRouter } from "@/server/router";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { expectRefused, nobody, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const { sink } = useMail();

const old = "quiet harbour lantern";
const fresh = "a quiet new lantern";
let tries = 0;
const signIn = ({ name }: Person, password: string) =>
  ways.password.enter({ address: `${name}@example.org`, password }, `198.51.100.${++tries}`);
/** Another browser of somebody's: its cookie's token and its session. */
async function browser({ id }: Person) {
  const { token } = await transaction((tx) => createSession(tx, id, "Mozilla/5.0 (X11; Linux) Firefox/128.0"));
  const actor = await readSession(reader(), token);
  return { token, sessionId: actor?.sessionId ?? "", isIn: async () => (await readSession(reader(), token)) !== null };
}
async function team() {
  const set = await scene(clock, { members: ["ada", "bob"] });
  const hash = await hashPassword(old);
  await transaction(async (tx) => {
    await setPassword(tx, set.ada.id, hash);
    await setPassword(tx, set.bob.id, hash);
  });
  clock.advance(1_000);
  return set;
}

describe("another password", () => {
  test("hostile case 48, ends every other session at once, stolen or not, and nobody else's", async () => {
    const { ada, bob } = await team();
    const [stolen, bobs] = [await browser(ada), await browser(bob)];
    expect(await stolen.isIn()).toBe(true);
    clock.advance(1_000);
    await ada.auth.setPassword({ password: fresh });
    expect(await stolen.isIn()).toBe(false);
    expect(await bobs.isIn()).toBe(true);
    expect(await reader().$count(sessions, eq(sessions.id, ada.actor.sessionId))).toBe(1);
    const ended = await reader().select().from(events).where(eq(events.kind, "session.ended"));
    expect(ended.map(({ payload }) => payload)).toEqual([{ sessionId: stolen.sessionId, memberIds: [ada.id] }]);
    await expectRefused({ code: "UNAUTHENTICATED" }, [() => signIn(ada, old)]);
    expect(await signIn(ada, fresh)).toMatchObject({ memberId: ada.id });
    expect(await signIn(bob, old)).toMatchObject({ memberId: bob.id });
  });

  test("hostile case 48, a sign-in that was under way with the earlier one comes to nothing", async () => {
    const { ada } = await team();
    const underWay = await signIn(ada, old);
    clock.advance(1);
    await ada.auth.setPassword({ password: fresh });
    const finish = (admission: typeof underWay) =>
      transaction((tx) => createSession(tx, ada.id, "Test", admission.how === "in" ? admission.shownAt : undefined));
    await expectRefused({ code: "UNAUTHENTICATED" }, [() => finish(underWay)]);
    clock.advance(1);
    await expect(finish(await signIn(ada, fresh))).resolves.toMatchObject({ token: expect.any(String) });
  });

  test("is kept from a session that did not confirm, and nothing is changed", async () => {
    const { ada } = await team();
    const other = await browser(ada);
    clock.advance(15 * MINUTE);
    const refusal = { code: "FORBIDDEN", cause: { code: "UNCONFIRMED" } };
    await expectRefused(refusal, [() => ada.auth.setPassword({ password: fresh })]);
    expect(await other.isIn()).toBe(true);
    expect(await signIn(ada, old)).toMatchObject({ memberId: ada.id });
    await ada.auth.confirm({ password: old });
    await ada.auth.setPassword({ password: fresh });
    expect(await other.isIn()).toBe(false);
  });

  test("has to be a good one, and is set by members alone", async () => {
    const { ada } = await team();
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "password" } } }, [
      () => ada.auth.setPassword({ password: "short" }),
      () => ada.auth.setPassword({ password: "password12" }),
      () => ada.auth.setPassword({ password: ["a quiet new lantern"] as never }),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().auth.setPassword({ password: fresh })]);
    await ada.auth.setPassword({ password: fresh });
  });

  test("may be somebody's first", async () => {
    const { bob } = await team();
    await transaction(async (tx) => {
      await tx.delete(passwords).where(eq(passwords.memberId, bob.id));
    });
    await expectRefused({ code: "UNAUTHENTICATED" }, [() => signIn(bob, old)]);
    expect(await bob.auth.keys()).toMatchObject({ password: false });
    await bob.auth.setPassword({ password: fresh });
    expect(await bob.auth.keys()).toMatchObject({ password: true });
    expect(await signIn(bob, fresh)).toMatchObject({ memberId: bob.id });
  });

  test("revokes the links that are on their way, of its member alone", async () => {
    const { ada, bob } = await team();
    for (const { name } of [ada, bob])
      await nobody(`192.0.2.${++tries}`).auth.requestLink({ address: `${name}@example.org` });
    await settle();
    const revoked = () =>
      reader().select({ memberId: oneTimeLinks.memberId, revokedAt: oneTimeLinks.revokedAt }).from(oneTimeLinks);
    expect((await revoked()).every(({ revokedAt }) => revokedAt === null)).toBe(true);
    await ada.auth.setPassword({ password: fresh });
    for (const { memberId, revokedAt } of await revoked()) expect(revokedAt !== null).toBe(memberId === ada.id);
  });

  test("is told to its member by mail, with when and from what", async () => {
    const { ada } = await team();
    await transaction(async (tx) => {
      await tx.update(members).set({ locale: "de" }).where(eq(members.id, ada.id));
    });
    await ada.auth.setPassword({ password: fresh });
    await settle();
    const { to, mail } = sink().received.at(-1) ?? {};
    expect(to).toEqual(["ada@example.org"]);
    expect(mail?.subject).toBe("Dein Passwort für Northwind wurde geändert");
    expect(mail?.text?.replaceAll("\n", " ")).toContain("ein Browser, der nicht sagt, was er ist");
    expect(mail?.text?.replaceAll("\n", " ")).toContain(formatLocal("Europe/Lisbon", clock.now(), "de", "long"));
    expect(mail?.text).toContain("/settings/security");
    expect(mail?.text).not.toContain("{");
    const device = "Mozilla/5.0 (X11; Linux) Firefox/128.0";
    const client = { address: "127.0.0.1", device };
    await createCallerFactory(appRouter)({ actor: ada.actor, client, requestId: newId() }).auth.setPassword({
      password: fresh,
    });
    await settle();
    expect(sink().received.at(-1)?.mail.text?.replaceAll("\n", " ")).toContain("Firefox unter Linux");
    expect((await reader().select().from(mails))[0]).toMatchObject({ kind: "security", memberId: ada.id });
  });
});

describe("the sessions of a member", () => {
  test("are listed with browser and system, this one first, in one statement however many there are", async () => {
    const { ada, bob } = await team();
    await browser(bob);
    const count = async () => (await collectStatements(() => ada.sessions.list())).statements.length;
    expect(await count()).toBe(1);
    const other = await browser(ada);
    for (let i = 0; i < 5; i++) await browser(ada);
    expect(await count()).toBe(1);
    const list = await ada.sessions.list();
    expect(list).toHaveLength(7);
    expect(list[0]).toMatchObject({ id: ada.actor.sessionId, current: true, browser: null, system: null });
    expect(list).toContainEqual({
      ...{ id: other.sessionId, browser: "Firefox", system: "Linux", current: false },
      ...{ createdAt: clock.now(), seenAt: clock.now() },
    });
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().sessions.list()]);
  });

  test("hostile case 5, another's session by its id is neither seen nor ended; one's own is", async () => {
    const { ada, bob } = await team();
    const [adas, bobs] = [await browser(ada), await browser(bob)];
    expect(JSON.stringify(await bob.sessions.list())).not.toContain(adas.sessionId);
    await expectRefused({ code: "NOT_FOUND" }, [
      () => bob.sessions.end({ sessionId: adas.sessionId }),
      () => bob.sessions.end({ sessionId: newId() }),
    ]);
    await expectRefused({ code: "BAD_REQUEST" }, [() => bob.sessions.end({ sessionId: "constructor" })]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().sessions.end({ sessionId: adas.sessionId })]);
    expect(await adas.isIn()).toBe(true);
    await bob.sessions.end({ sessionId: bobs.sessionId });
    expect(await bobs.isIn()).toBe(false);
    await expectRefused({ code: "NOT_FOUND" }, [() => bob.sessions.end({ sessionId: bobs.sessionId })]);
    await ada.sessions.end({ sessionId: adas.sessionId });
    expect(await adas.isIn()).toBe(false);
  });

  test("end all but this one, whoever asks at once, and nobody else's", async () => {
    const { ada, bob } = await team();
    const others = [await browser(ada), await browser(ada)];
    const bobs = await browser(bob);
    await Promise.all([ada.sessions.endOthers(), ada.sessions.endOthers()]);
    for (const other of others) expect(await other.isIn()).toBe(false);
    expect(await bobs.isIn()).toBe(true);
    expect((await ada.sessions.list()).map(({ current }) => current)).toEqual([true]);
    expect(await reader().$count(events, eq(events.kind, "session.ended"))).toBe(2);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().sessions.endOthers()]);
  });
});
