import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { hashPassword, setPassword } from "@/features/auth";
import { createSession } from "@/features/auth/sessions";
import { memberByPassword } from "@/features/auth/sign-in";
import { DAY, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import {
  addresses,
  events,
  oidcSubjects,
  oneTimeLinks,
  passkeys,
  recoveryCodes,
  sessions,
  totpKeys,
} from "@/platform/db/schema";
import { addressMail } from "../support/address-mail";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { invite, stranger, typed } from "../support/people";
import { nobody, type Person, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const { team, tokenTo, mine, one, prove, addProven } = addressMail(clock, useMail());

const before = "quiet harbour lantern";
/** Made once: hashing is slow. */
const hash = await hashPassword(before);

describe("a change of the primary address", () => {
  async function changed() {
    const set = await team();
    const id = await addProven(set.ada, "evil@home.example");
    await set.ada.addresses.makePrimary({ id });
    return { ...set, token: await tokenTo("ada@example.org") };
  }
  const revert = (token: string) => nobody().addresses.revert({ token });
  const sessionsOf = (person: Person) => reader().$count(sessions, eq(sessions.memberId, person.id));

  test("is taken back by the link in the mail to the old address: sessions and links end, no other address is proven", async () => {
    const { ada, bob, token } = await changed();
    await ada.addresses.add({ address: "third@home.example" });
    const third = await tokenTo("third@home.example");
    expect(await nobody().addresses.lookAtReversal({ token })).toMatchObject({
      state: "open",
      about: { oldAddress: "ada@example.org", newAddress: "evil@home.example" },
    });
    expect(await sessionsOf(ada)).toBe(1);
    await revert(token);
    expect(await mine(ada)).toMatchObject([
      { address: "ada@example.org", isPrimary: true, isProven: true },
      { address: "evil@home.example", isPrimary: false, isProven: false },
      { address: "third@home.example", isProven: false },
    ]);
    expect([await sessionsOf(ada), await sessionsOf(bob)]).toEqual([0, 1]);
    expect(await reader().$count(events, eq(events.kind, "session.ended"))).toBe(1);
    await expect(prove(third)).rejects.toThrow("was withdrawn");
  });

  test("is taken back once, also by several at once, and not after seven days", async () => {
    const { ada, token } = await changed();
    clock.advance(7 * DAY);
    await expect(revert(token)).rejects.toThrow("too old");
    clock.advance(-1);
    await Promise.all(Array.from({ length: 4 }, () => revert(token)));
    expect(await ada.members.me()).toMatchObject({ address: "ada@example.org" });
    await transaction((tx) => tx.update(addresses).set({ provenAt: clock.now() }));
    await revert(token);
    expect(await one(ada, "evil@home.example")).toMatchObject({ isProven: true });
    expect(await nobody().addresses.lookAtReversal({ token })).toEqual({ state: "spent", about: null });
  });

  test("leads on to a new password, for the call alone that took it back: the one of before opens nothing", async () => {
    const { ada, token } = await changed();
    await transaction((tx) => setPassword(tx, ada.id, hash));
    const enter = (password: string) => memberByPassword(reader(), { address: "ada@example.org", password }, "test");
    expect(await enter(before)).toEqual({ memberId: ada.id });
    const answers = await Promise.all(Array.from({ length: 4 }, () => revert(token)));
    const resets = answers.flatMap(({ reset }) => (reset === null ? [] : [reset]));
    expect(resets).toHaveLength(1);
    expect(await revert(token)).toEqual({ address: "ada@example.org", reset: null });
    await expect(enter(before)).rejects.toThrow("not right");
    // Who showed the password of before a moment earlier is not let in by it any more.
    const late = transaction((tx) => createSession(tx, ada.id, "Test", clock.now() - 1));
    await expect(late).rejects.toThrow("The password was changed meanwhile");
    expect(await sessionsOf(ada)).toBe(0);
    const view = await nobody().auth.viewLink({ kind: "reset", token: resets[0]! });
    expect(view).toEqual({ state: "open", name: "ada" });
    await nobody().auth.reset({ token: resets[0]!, password: "a quiet new lantern" });
    expect(await enter("a quiet new lantern")).toEqual({ memberId: ada.id });
    await expect(enter(before)).rejects.toThrow("not right");
  });

  test("takes the keys back that came since, and leaves those of before with their second step", async () => {
    const { ada, bob } = await team();
    const add = (person: Person, name: string, createdAt: number) => ({
      ...{ id: newId(), memberId: person.id, credentialId: name, publicKey: "", counter: 0, transports: [], name },
      createdAt,
    });
    const subject = (issuer: string, createdAt: number) => ({
      ...{ id: newId(), issuer, subject: "s", memberId: ada.id, createdAt },
    });
    await transaction(async (tx) => {
      await tx.insert(passkeys).values([add(ada, "before", clock.now()), add(bob, "bob", clock.now())]);
      await tx.insert(oidcSubjects).values(subject("before", clock.now()));
      for (const { id } of [ada, bob]) {
        await tx.insert(totpKeys).values({ memberId: id, sealed: "", confirmedAt: clock.now(), lastStep: 0 });
        await tx.insert(recoveryCodes).values({ id: newId(), memberId: id, codeHash: id });
      }
    });
    clock.advance(MINUTE);
    const id = await addProven(ada, "evil@home.example");
    await ada.addresses.makePrimary({ id });
    const token = await tokenTo("ada@example.org");
    clock.advance(MINUTE);
    await transaction(async (tx) => {
      await tx.insert(passkeys).values([add(ada, "since", clock.now()), add(bob, "bob since", clock.now())]);
      await tx.insert(oidcSubjects).values(subject("since", clock.now()));
    });
    await revert(token);
    const names = async () => (await reader().select({ name: passkeys.name }).from(passkeys)).map(({ name }) => name);
    expect((await names()).sort()).toEqual(["before", "bob", "bob since"]);
    expect((await reader().select().from(oidcSubjects)).map(({ issuer }) => issuer)).toEqual(["before"]);
    expect(await reader().$count(recoveryCodes, eq(recoveryCodes.memberId, ada.id))).toBe(1);
    expect(await reader().$count(totpKeys, eq(totpKeys.memberId, ada.id))).toBe(1);
  });

  test("takes a second step back that was set up since, which would keep its member out", async () => {
    const { ada, token } = await changed();
    await transaction(async (tx) => {
      await tx.insert(totpKeys).values({ memberId: ada.id, sealed: "", confirmedAt: clock.now(), lastStep: 0 });
      await tx.insert(recoveryCodes).values({ id: newId(), memberId: ada.id, codeHash: "one" });
    });
    await revert(token);
    expect(await reader().$count(totpKeys)).toBe(0);
    expect(await reader().$count(recoveryCodes)).toBe(0);
  });

  test("hostile case 17, links to take it back are refused when expired, withdrawn and unknown", async () => {
    const { ada, token } = await changed();
    await expect(revert("A".repeat(43))).rejects.toThrow("not one of ours");
    await expect(prove(token)).rejects.toThrow("not one of ours");
    clock.advance(7 * DAY);
    await expect(revert(token)).rejects.toThrow("too old");
    expect(await ada.members.me()).toMatchObject({ address: "evil@home.example" });
    clock.advance(-1);
    await expect(revert(token)).resolves.toMatchObject({ address: "ada@example.org" });
  });

  test("is taken back also when the old address was removed, which is nobody else's for so long", async () => {
    const { ada, bob, token } = await changed();
    await ada.addresses.remove({ id: (await one(ada, "ada@example.org"))!.id });
    const join = async () =>
      stranger().join.accept({
        ...typed("Eve"),
        token: (await invite({ api: ada })).token,
        address: "ada@example.org",
      });
    await expect(bob.addresses.add({ address: "ADA@example.org" })).rejects.toThrow("may still take it back");
    await expect(join()).rejects.toMatchObject({ code: "CONFLICT" });
    await revert(token);
    expect(await ada.members.me()).toMatchObject({ address: "ada@example.org" });
    expect(await one(ada, "ada@example.org")).toMatchObject({ isProven: true });
  });

  test("leaves the removed address free once it can no longer be taken back", async () => {
    const { ada, bob } = await changed();
    await ada.addresses.remove({ id: (await one(ada, "ada@example.org"))!.id });
    clock.advance(7 * DAY);
    await transaction((tx) => tx.update(sessions).set({ confirmedAt: clock.now() }));
    await bob.addresses.add({ address: "ada@example.org" });
    expect(await one(bob, "ada@example.org")).toMatchObject({ isProven: false });
  });

  test("that is made twice, so that the second may be taken back, leaves the link of the first", async () => {
    const { ada, token } = await changed();
    clock.advance(MINUTE);
    const id = await addProven(ada, "evil2@home.example");
    await ada.addresses.makePrimary({ id });
    const second = await tokenTo("evil@home.example");
    await revert(second);
    expect(await ada.members.me()).toMatchObject({ address: "evil@home.example" });
    await revert(token);
    expect(await mine(ada)).toMatchObject([
      { address: "ada@example.org", isPrimary: true },
      { isProven: false },
      { isProven: false },
    ]);
    const open = and(eq(oneTimeLinks.kind, "revert-address"), eq(oneTimeLinks.memberId, ada.id));
    const links = await reader().select().from(oneTimeLinks).where(open);
    expect(links.filter(({ spentAt, revokedAt }) => spentAt === null && revokedAt === null)).toEqual([]);
  });
});
