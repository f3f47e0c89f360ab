import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { addresses, events, oneTimeLinks, sessions } from "@/platform/db/schema";
import { addressMail } from "../support/address-mail";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { invite, stranger, typed } from "../support/people";
import { nobody, type Person, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const { team, tokenTo, mine, one, prove, addProven } = addressMail(clock, useMail());

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
    clock.advance(7 * DAY - 1);
    await Promise.all(Array.from({ length: 4 }, () => revert(token)));
    expect(await ada.members.me()).toMatchObject({ address: "ada@example.org" });
    await transaction((tx) => tx.update(addresses).set({ provenAt: clock.now() }));
    await revert(token);
    expect(await one(ada, "evil@home.example")).toMatchObject({ isProven: true });
    expect(await nobody().addresses.lookAtReversal({ token })).toEqual({ state: "spent", about: null });
  });

  test("hostile case 17, links to take it back are refused when expired, withdrawn and unknown", async () => {
    const { ada, token } = await changed();
    await expect(revert("A".repeat(43))).rejects.toThrow("not one of ours");
    await expect(prove(token)).rejects.toThrow("not one of ours");
    clock.advance(7 * DAY);
    await expect(revert(token)).rejects.toThrow("too old");
    expect(await ada.members.me()).toMatchObject({ address: "evil@home.example" });
    clock.advance(-1);
    await expect(revert(token)).resolves.toEqual({ address: "ada@example.org" });
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
