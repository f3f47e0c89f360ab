import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { proveByHost } from "@/features/addresses";
import { DAY } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { addresses, auditEntries, events, mails, members, oneTimeLinks, sessions, tries } from "@/platform/db/schema";
import { addressMail } from "../support/address-mail";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { stranger } from "../support/people";
import { expectRefused, nobody, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const mail = useMail();

const { team, sentTo, tokenTo, mine, one, prove, addProven, unconfirm } = addressMail(clock, mail);

/** Nothing was counted yet. */
const anew = () => transaction((tx) => tx.delete(tries));

describe("an address", () => {
  test("is added unproven, proven by the link in the mail to it without signing in, and then made primary", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "Ada@Home.example" });
    expect(await mine(ada)).toMatchObject([
      { address: "ada@example.org", isPrimary: true, isProven: true },
      { address: "Ada@Home.example", isPrimary: false, isProven: false },
    ]);
    const token = await tokenTo("Ada@Home.example");
    for (let i = 0; i < 2; i++)
      expect(await nobody().addresses.lookAtProof({ token })).toEqual({
        state: "open",
        about: { address: "Ada@Home.example", name: "ada", handle: "ada" },
      });
    expect(await one(ada, "Ada@Home.example")).toMatchObject({ isProven: false });
    expect(await prove(token)).toEqual({ address: "Ada@Home.example" });
    const row = await one(ada, "Ada@Home.example");
    expect(row).toMatchObject({ isProven: true, isPrimary: false });
    await ada.addresses.makePrimary({ id: row!.id });
    await ada.addresses.makePrimary({ id: row!.id });
    expect(await ada.members.me()).toMatchObject({ address: "Ada@Home.example" });
    expect(await mine(ada)).toMatchObject([{ isPrimary: true }, { address: "ada@example.org", isPrimary: false }]);
    await settle();
    expect(sentTo("ada@example.org")).toHaveLength(1);
  });

  test("is its member's alone to see, and its browsers alone are told", async () => {
    const { ada, bob } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    expect(JSON.stringify(await mine(bob))).not.toContain("home.example");
    const told = await reader().select().from(events).where(eq(events.kind, "addresses.changed"));
    expect(told.map(({ payload }) => payload)).toEqual([{ memberIds: [ada.id] }]);
    const all = await reader().select().from(events);
    expect(JSON.stringify(all)).not.toContain("home.example");
  });

  test("that is added twice is one, and of ten at once no more are kept than ten in all", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    await settle();
    await ada.addresses.add({ address: " ADA@home.example " });
    expect(await mine(ada)).toHaveLength(2);
    await settle();
    expect(sentTo("ada@home.example")).toHaveLength(1);
    await anew();
    const many = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => ada.addresses.add({ address: `ada@${n}.example` })),
    );
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
    const refusal = many.find((result) => result.status === "rejected");
    expect(refusal?.reason).toMatchObject({ code: "CONFLICT", cause: { data: { field: "address" } } });
    expect(await mine(ada)).toHaveLength(10);
  });

  test("is listed in one statement, however many there are", async () => {
    const { ada } = await team();
    const count = async () => (await collectStatements(() => ada.addresses.mine())).statements.length;
    expect(await count()).toBe(1);
    for (const host of ["a", "b", "c"]) await ada.addresses.add({ address: `ada@${host}.example` });
    expect(await count()).toBe(1);
  });

  test("that is none is refused by its field, and nothing is written", async () => {
    const { ada } = await team();
    for (const address of ["", "ada", "a b@c.example", "a@b\r\nBcc: x@y.example", { $ne: 1 }, "a\0@b.example", [`a@b`]])
      await expect(ada.addresses.add({ address: address as string })).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { data: { field: "address" } },
      });
    expect(await mine(ada)).toHaveLength(1);
    await expect(stranger().addresses.add({ address: "a@b.example" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(stranger().addresses.mine()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("hostile case 5, another's address by id is none: it cannot be proven, made primary or removed", async () => {
    const { ada, bob } = await team();
    const id = await addProven(ada, "ada@home.example");
    const refused = { code: "NOT_FOUND" };
    await expectRefused(refused, [
      () => bob.addresses.makePrimary({ id }),
      () => bob.addresses.remove({ id }),
      () => bob.addresses.sendAgain({ id }),
      () => ada.addresses.remove({ id: newId() }),
    ]);
    await ada.addresses.makePrimary({ id });
    expect(await one(ada, "ada@home.example")).toMatchObject({ isPrimary: true });
  });

  test("is added, removed and made primary only by whoever has just shown that it is them", async () => {
    const { ada, bob } = await team();
    const id = await addProven(ada, "ada@home.example");
    await unconfirm(ada);
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [
      () => ada.addresses.add({ address: "ada@other.example" }),
      () => ada.addresses.makePrimary({ id }),
      () => ada.addresses.remove({ id }),
    ]);
    expect(await mine(ada)).toMatchObject([{ isPrimary: true }, { id, isPrimary: false }]);
    const bobs = await addProven(bob, "bob@home.example");
    await bob.addresses.makePrimary({ id: bobs });
    expect(await mine(bob)).toMatchObject([{ id: bobs, isPrimary: true }, {}]);
  });

  test("is removed with the links that would prove it, unless it is primary", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const token = await tokenTo("ada@home.example");
    const [primary, added] = await mine(ada);
    await expect(ada.addresses.remove({ id: primary!.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await ada.addresses.remove({ id: added!.id });
    await expect(prove(token)).rejects.toThrow("was withdrawn");
    expect(await nobody().addresses.lookAtProof({ token })).toEqual({ state: "revoked", about: null });
    expect(await mine(ada)).toMatchObject([{ isPrimary: true }]);
    await expect(ada.addresses.remove({ id: added!.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("becomes primary only once it is proven", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const { id } = (await one(ada, "ada@home.example"))!;
    await expect(ada.addresses.makePrimary({ id })).rejects.toThrow("not proven yet");
    await prove(await tokenTo("ada@home.example"));
    await ada.addresses.makePrimary({ id });
    expect(await ada.members.me()).toMatchObject({ address: "ada@home.example" });
  });

  test("gets its link again, the earlier one ends, and nobody's mailbox is filled", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const first = await tokenTo("ada@home.example");
    const { id } = (await one(ada, "ada@home.example"))!;
    await ada.addresses.sendAgain({ id });
    const second = await tokenTo("ada@home.example");
    expect(second).not.toBe(first);
    await expect(prove(first)).rejects.toThrow("was withdrawn");
    const more = await Promise.allSettled(Array.from({ length: 8 }, () => ada.addresses.sendAgain({ id })));
    const refused = more.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refused).toHaveLength(4);
    for (const reason of refused) expect(reason).toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await prove(await tokenTo("ada@home.example"));
    await anew();
    await ada.addresses.sendAgain({ id });
    await settle();
    // Of the four at once, three were withdrawn before they left.
    expect(sentTo("ada@home.example")).toHaveLength(3);
  });

  test("stands in no mail row, log or job with the token that proves it", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const token = await tokenTo("ada@home.example");
    for (const table of [mails, oneTimeLinks, events])
      expect(JSON.stringify(await reader().select().from(table))).not.toContain(token);
    expect(await ada.mails.list({})).toMatchObject({ items: [{ kind: "prove-address", state: "sent" }] });
    const [line] = (await ada.mails.list({})).items;
    expect(await ada.mails.get({ id: line!.id })).toMatchObject({ to: "ada@home.example", text: "" });
  });

  test("hostile case 12, a token is found by its hash alone, which opens nothing itself", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const token = await tokenTo("ada@home.example");
    const [link] = await reader().select().from(oneTimeLinks);
    expect(link!.tokenHash).not.toContain(token);
    const last = token.endsWith("A") ? "E" : "A";
    const close = [link!.tokenHash, link!.id, `${token.slice(0, -1)}${last}`, token.slice(0, -1), `${token}A`];
    for (const guess of close) await expect(prove(guess)).rejects.toThrow("not one of ours");
    await expect(prove(token)).resolves.toEqual({ address: "ada@home.example" });
  });

  test("is proven for its member by the host, whose act is written down", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const token = await tokenTo("ada@home.example");
    const byHost = (address: string) => transaction({ lock: "members" }, (tx) => proveByHost(tx, address));
    expect(await byHost("nobody@example.org")).toEqual({ outcome: "unknown" });
    expect(await byHost("ADA@home.example")).toEqual({ outcome: "proven", name: "ada", handle: "ada" });
    expect(await byHost("ada@home.example")).toMatchObject({ outcome: "already" });
    expect(await one(ada, "ada@home.example")).toMatchObject({ isProven: true });
    await expect(prove(token)).rejects.toThrow("was withdrawn");
    expect(await reader().select().from(auditEntries)).toMatchObject([
      { action: "address.proven", actorId: null, subjectId: ada.id, data: {} },
    ]);
  });
});

describe("whose an address is", () => {
  test("hostile case 11, nobody holds an address by claiming it: its proof takes it from whoever only named it", async () => {
    const { ada, bob, cleo } = await team();
    await bob.addresses.add({ address: "ada@home.example" });
    const toBob = await tokenTo("ada@home.example");
    await ada.addresses.add({ address: "ada@home.example" });
    const toAda = await tokenTo("ada@home.example");
    // Named once more by somebody else meanwhile, it is still hers who answers the mail.
    await cleo.addresses.add({ address: "ada@home.example" });
    await prove(toAda);
    expect(await one(ada, "ada@home.example")).toMatchObject({ isProven: true });
    expect(await mine(bob)).toHaveLength(1);
    expect(await mine(cleo)).toHaveLength(1);
    for (const late of [() => prove(toBob), () => bob.addresses.add({ address: "Ada@home.example" })])
      await expect(late()).rejects.toMatchObject({ code: "CONFLICT", cause: { data: { field: "address" } } });
    expect(await one(ada, "ada@home.example")).toMatchObject({ isProven: true });
  });

  test("hostile case 11, an unproven address by which somebody signs in is not taken from them", async () => {
    const { ada, bob } = await team();
    await ada.addresses.add({ address: "cleo@home.example" });
    const token = await tokenTo("cleo@home.example");
    const { id } = (await one(ada, "cleo@home.example"))!;
    await ada.addresses.remove({ id });
    await transaction(async (tx) => {
      await tx.update(addresses).set({ provenAt: null }).where(eq(addresses.memberId, bob.id));
      await tx
        .update(oneTimeLinks)
        .set({ revokedAt: null, payload: { address: "bob@example.org" } })
        .where(eq(oneTimeLinks.kind, "prove-address"));
    });
    await expect(ada.addresses.add({ address: "bob@example.org" })).rejects.toThrow("Another account signs in by this");
    await expect(prove(token)).rejects.toThrow("Another account signs in by this");
    expect(await mine(bob)).toMatchObject([{ address: "bob@example.org", isPrimary: true }]);
    await transaction((tx) =>
      tx
        .update(addresses)
        .set({ isPrimary: false, address: "x@y.example", addressKey: "x@y.example" })
        .where(eq(addresses.memberId, bob.id)),
    );
    await expect(prove(token)).resolves.toEqual({ address: "bob@example.org" });
  });

  test("hostile case 17, links to prove are refused when replayed for others, expired, withdrawn and unknown", async () => {
    const { ada, bob } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    const token = await tokenTo("ada@home.example");
    await expect(prove("A".repeat(43))).rejects.toThrow("not one of ours");
    clock.advance(DAY - 1);
    expect(await nobody().addresses.lookAtProof({ token })).toMatchObject({ state: "open" });
    clock.advance(1);
    await expect(prove(token)).rejects.toThrow("too old");
    const { id } = (await one(ada, "ada@home.example"))!;
    await transaction((tx) => tx.update(sessions).set({ confirmedAt: clock.now() }));
    await ada.addresses.sendAgain({ id });
    const fresh = await tokenTo("ada@home.example");
    const all = await Promise.all(Array.from({ length: 4 }, () => prove(fresh)));
    expect(new Set(all.map(({ address }) => address)).size).toBe(1);
    // Proven for the member for whom the link was made, whoever opened it.
    await expect(bob.addresses.prove({ token: fresh })).resolves.toEqual({ address: "ada@home.example" });
    expect(await mine(bob)).toHaveLength(1);
    expect(await one(ada, "ada@home.example")).toMatchObject({ isProven: true });
    await transaction((tx) => tx.update(members).set({ deactivatedAt: clock.now() }).where(eq(members.id, ada.id)));
    await expect(prove(await tokenTo("ada@home.example"))).resolves.toBeDefined();
  });
});

describe("without a mail server", () => {
  const without = useMail({ smtp: false });

  test("an address is added and waits, the page is told why, and the host can prove it", async () => {
    const { ada } = await team();
    await ada.addresses.add({ address: "ada@home.example" });
    expect(await ada.addresses.mine()).toMatchObject({ canSend: false, items: [{}, { isProven: false }] });
    const { id } = (await one(ada, "ada@home.example"))!;
    await expect(ada.addresses.sendAgain({ id })).rejects.toThrow("SMTP_URL");
    await expect(ada.addresses.makePrimary({ id })).rejects.toThrow("not proven yet");
    await transaction({ lock: "members" }, (tx) => proveByHost(tx, "ada@home.example"));
    await ada.addresses.makePrimary({ id });
    expect(await ada.members.me()).toMatchObject({ address: "ada@home.example" });
    await settle();
    expect([without.sink().connections(), await reader().$count(mails)]).toEqual([0, 0]);
  });
});
