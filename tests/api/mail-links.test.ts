import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { readSession } from "@/features/auth";
import { createSession } from "@/features/auth/sessions";
import { ways } from "@/features/auth/ways";
import { HOUR, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { addresses, mails, members, oneTimeLinks } from "@/platform/db/schema";
import { forget } from "@/platform/once";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { expectRefused, nobody, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const { sink } = useMail();
beforeEach(() => {
  for (const what of ["link", "reset"]) for (const per of ["account", "client"]) forget(`${what} ${per} limits`);
});

let strangers = 0;
/** Somebody who is not signed in, at an address of their own. */
const stranger = () => nobody(`198.51.100.${++strangers}`);
/** The token in the newest mail, and where that mail went. */
async function newest(kind: "sign-in" | "reset") {
  await settle();
  const mail = sink().received.at(-1);
  const [, token = ""] = new RegExp(`/${kind}/([\\w-]{43})`).exec(mail?.mail.text ?? "") ?? [];
  return { token, to: mail?.to };
}
const enter = (token: unknown) => ways.link.enter({ token }, "198.51.100.200");
const addressOf = ({ name }: Person) => `${name}@example.org`;
const set = (person: Person, values: Partial<typeof addresses.$inferInsert>) =>
  transaction(async (tx) => void (await tx.update(addresses).set(values).where(eq(addresses.memberId, person.id))));
const deactivate = (person: Person) =>
  transaction(async (tx) => void (await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, person.id))));

describe("a link by mail", () => {
  test("signs its member in, once, for a quarter of an hour", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await stranger().auth.requestLink({ address: addressOf(ada) });
    const { token: late } = await newest("sign-in");
    await stranger().auth.requestLink({ address: ` ${addressOf(bob).toUpperCase()} ` });
    const { token, to } = await newest("sign-in");
    expect(to).toEqual([addressOf(bob)]);
    for (let i = 0; i < 3; i++)
      expect(await stranger().auth.viewLink({ kind: "sign-in", token })).toEqual({ state: "open", name: "bob" });
    clock.advance(15 * MINUTE - 1);
    const admission = await enter(token);
    expect(admission).toMatchObject({ how: "in", memberId: bob.id });
    const { token: cookie } = await transaction((tx) => createSession(tx, bob.id, "Test"));
    expect(await readSession(reader(), cookie)).toMatchObject({ id: bob.id });
    expect(await stranger().auth.viewLink({ kind: "sign-in", token })).toEqual({ state: "spent", name: null });
    clock.advance(1);
    await expectRefused({ code: "GONE", data: { link: "expired" } }, [() => enter(late)]);
  });

  test("hostile case 17, a link replayed, expired, revoked, guessed or of another kind opens nothing", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    const ask = async () => {
      await stranger().auth.requestLink({ address: addressOf(bob) });
      return (await newest("sign-in")).token;
    };
    const revoked = await ask();
    const replayed = await ask();
    await expectRefused({ code: "GONE", data: { link: "revoked" } }, [() => enter(revoked)]);
    await enter(replayed);
    await expectRefused({ code: "GONE", data: { link: "spent" } }, [() => enter(replayed)]);
    const expired = await ask();
    clock.advance(15 * MINUTE);
    await expectRefused({ code: "GONE", data: { link: "expired" } }, [() => enter(expired)]);
    await stranger().auth.requestReset({ address: addressOf(bob) });
    const other = (await newest("reset")).token;
    await expectRefused({ code: "NOT_FOUND", data: { link: "unknown" } }, [
      () => enter(other),
      () => enter("A".repeat(43)),
      () => enter(undefined),
      () => enter({ $ne: 1 }),
      () => enter("x".repeat(100_000)),
    ]);
    expect(await enter(await ask())).toMatchObject({ memberId: bob.id });
  });

  test("of two who spend it at once one gets in", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    await stranger().auth.requestLink({ address: addressOf(bob) });
    const { token } = await newest("sign-in");
    const both = await Promise.allSettled([enter(token), enter(token), enter(token)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("hostile case 16, a link outlives neither deactivation nor the loss of its address", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await stranger().auth.requestLink({ address: addressOf(bob) });
    const bobs = (await newest("sign-in")).token;
    await stranger().auth.requestLink({ address: addressOf(ada) });
    const adas = (await newest("sign-in")).token;
    await deactivate(bob);
    expect(await stranger().auth.viewLink({ kind: "sign-in", token: bobs })).toEqual({ state: "revoked", name: null });
    await expectRefused({ code: "GONE" }, [() => enter(bobs)]);
    await transaction(async (tx) => {
      await tx.delete(addresses).where(eq(addresses.memberId, ada.id));
    });
    await expectRefused({ code: "GONE" }, [() => enter(adas)]);
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: null }).where(eq(members.id, bob.id));
    });
    expect(await enter(bobs)).toMatchObject({ memberId: bob.id });
  });

  test("goes to a proven address, or to a primary one, which it proves when it is used", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    const second = "bob.two@example.org";
    await transaction(async (tx) => {
      await tx.insert(addresses).values({
        ...{ id: newId(), memberId: bob.id, address: second, addressKey: second },
        ...{ isPrimary: false, provenAt: null, createdAt: clock.now() },
      });
    });
    await transaction(async (tx) => {
      await tx
        .update(addresses)
        .set({ provenAt: null })
        .where(eq(addresses.addressKey, addressOf(bob)));
    });
    await stranger().auth.requestLink({ address: second });
    await settle();
    expect(sink().received).toHaveLength(0);
    await stranger().auth.requestLink({ address: addressOf(bob) });
    const { token } = await newest("sign-in");
    const provenAt = async () =>
      (
        await reader()
          .select()
          .from(addresses)
          .where(eq(addresses.addressKey, addressOf(bob)))
      )[0]?.provenAt;
    expect(await provenAt()).toBeNull();
    await enter(token);
    await settle();
    expect(await provenAt()).toBe(clock.now());
    await transaction(async (tx) => {
      await tx.update(addresses).set({ provenAt: clock.now() }).where(eq(addresses.addressKey, second));
    });
    await stranger().auth.requestLink({ address: second });
    expect((await newest("sign-in")).to).toEqual([second]);
  });

  test("stands in no row: neither the token nor the words of the mail are kept", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    await stranger().auth.requestLink({ address: addressOf(bob) });
    const { token } = await newest("sign-in");
    const [mail] = await reader().select().from(mails);
    expect(mail).toMatchObject({ kind: "sign-in", state: "sent", html: "", text: "", raw: "" });
    expect(JSON.stringify([mail, ...(await reader().select().from(oneTimeLinks))])).not.toContain(token);
  });
});

describe("asking for a link", () => {
  test("hostile case 47, is answered alike, with the same work, whoever's address it is and nobody's", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob", "cleo"] });
    await set(bob, { provenAt: null, isPrimary: false });
    await deactivate(bob);
    const work = async (address: string, what: "requestLink" | "requestReset") => {
      const { result, statements } = await collectStatements(() => stranger().auth[what]({ address }));
      return { result, statements: statements.map((sql) => sql.split(" ").slice(0, 2).join(" ")) };
    };
    for (const what of ["requestLink", "requestReset"] as const) {
      const known = await work(addressOf(ada), what);
      expect(known.result).toBeUndefined();
      expect(known.statements).toHaveLength(5);
      for (const address of ["nobody@example.org", addressOf(bob), "constructor@example.org"])
        expect(await work(address, what), address).toEqual(known);
    }
    await settle();
    expect(sink().received.map(({ to }) => to)).toEqual([[addressOf(ada)], [addressOf(ada)]]);
  });

  test("hostile case 46, ends after five times an address and twenty a client, known or not", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    for (const address of ["one@limits.example", addressOf(ada)]) {
      for (let i = 0; i < 5; i++) await stranger().auth.requestReset({ address });
      await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => stranger().auth.requestReset({ address })]);
    }
    const one = nobody("203.0.113.77");
    for (let i = 0; i < 20; i++) await one.auth.requestReset({ address: `p${i}@limits.example` });
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => one.auth.requestReset({ address: addressOf(bob) })]);
    await stranger().auth.requestReset({ address: addressOf(bob) });
  });

  test("wants an address, and names the field", async () => {
    await scene(clock, { members: ["ada"] });
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "address" } } }, [
      () => stranger().auth.requestLink({ address: "no address" }),
      () => stranger().auth.requestLink({ address: { $ne: 1 } as never }),
      () => stranger().auth.requestReset({ address: "a\0da@example.org" }),
    ]);
    await stranger().auth.requestLink({ address: "ada.three@example.org" });
  });
});

describe("a link to a new password", () => {
  const password = "a quiet new lantern";

  test("sets it, ends what was open, tells its member, and works once", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    const { token: cookie } = await transaction((tx) => createSession(tx, bob.id, "Test"));
    await stranger().auth.requestLink({ address: addressOf(bob) });
    const link = (await newest("sign-in")).token;
    await stranger().auth.requestReset({ address: addressOf(bob) });
    const { token } = await newest("reset");
    expect(await stranger().auth.viewLink({ kind: "reset", token })).toEqual({ state: "open", name: "bob" });
    clock.advance(5 * MINUTE);
    const common = () => stranger().auth.reset({ token, password: "password12" });
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "password" } } }, [common]);

    expect(await stranger().auth.reset({ token, password })).toEqual({ address: addressOf(bob) });
    expect(await readSession(reader(), cookie)).toBeNull();
    await expectRefused({ code: "GONE" }, [() => enter(link)]);
    const form = { address: addressOf(bob), password };
    expect(await ways.password.enter(form, "198.51.100.201")).toMatchObject({ how: "in", memberId: bob.id });
    await expectRefused({ code: "NOT_FOUND", cause: { code: "GONE", data: { link: "spent" } } }, [
      () => stranger().auth.reset({ token, password }),
    ]);
    await settle();
    expect(sink().received.at(-1)?.mail.subject).toBe("Your password for Northwind was changed");
  });

  test("hostile case 17, expired after an hour, revoked by a newer one, and no way in by itself", async () => {
    const { bob } = await scene(clock, { members: ["ada", "bob"] });
    const ask = async () => {
      await stranger().auth.requestReset({ address: addressOf(bob) });
      return (await newest("reset")).token;
    };
    const revoked = await ask();
    const expired = await ask();
    const gone = { code: "NOT_FOUND", cause: { code: "GONE" } };
    await expectRefused(gone, [() => stranger().auth.reset({ token: revoked, password })]);
    await expectRefused({ code: "NOT_FOUND" }, [() => enter(expired)]);
    clock.advance(HOUR);
    await expectRefused(gone, [() => stranger().auth.reset({ token: expired, password })]);
    const token = await ask();
    await deactivate(bob);
    await expectRefused(gone, [() => stranger().auth.reset({ token, password })]);
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: null }).where(eq(members.id, bob.id));
    });
    await stranger().auth.reset({ token, password });
  });
});
