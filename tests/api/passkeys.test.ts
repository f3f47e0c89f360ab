import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { members, oneTimeLinks, passkeys } from "@/platform/db/schema";
import { authenticator } from "../support/authenticator";
import { useDatabase } from "../support/database";
import { come, stepOf, withPasskey, withTotp } from "../support/factors";
import { expectRefused, nobody, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const refused = { code: "UNAUTHENTICATED" };
const ask = () => nobody().auth.passkeys.askToSignIn();
type Device = ReturnType<typeof authenticator>;
const enter = (shown: unknown) => come("passkey", { shown: JSON.stringify(shown) });
const signInBy = async (device: Device, lie: object = {}) => enter(device.show({ ...(await ask()), ...lie }));

describe("adding a passkey", () => {
  test("asks the device for one that needs no name and asks who holds it, for PUBLIC_URL's host", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await withPasskey(ada);
    const asked = await ada.auth.passkeys.askToAdd();
    expect(asked).toMatchObject({
      rp: { id: "localhost", name: "Northwind" },
      user: { name: "ada@example.org", displayName: "ada" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [expect.objectContaining({ transports: ["internal"] })],
    });
    expect(await ada.auth.factors()).toMatchObject({ passkeys: [{ name: "Passkey", usedAt: null }] });
  });

  test("takes what the device signed for this session, once and within five minutes", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const device = authenticator();
    const asked = await ada.auth.passkeys.askToAdd();
    const made = device.make(asked);
    await expectRefused({ code: "NOT_FOUND" }, [
      () => bob.auth.passkeys.add({ made }),
      () => ada.auth.passkeys.add({ made: device.make({ challenge: "A".repeat(43) }) }),
    ]);
    await ada.auth.passkeys.add({ made });
    await expectRefused({ code: "NOT_FOUND" }, [() => ada.auth.passkeys.add({ made })]);
    const late = await ada.auth.passkeys.askToAdd();
    clock.advance(5 * MINUTE);
    await expectRefused({ code: "NOT_FOUND" }, [() => ada.auth.passkeys.add({ made: authenticator().make(late) })]);
    expect(await reader().$count(passkeys)).toBe(1);
  });

  test("refuses what was signed elsewhere, for another host, or without knowing who holds the device", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    for (const lie of [{ origin: "https://evil.example" }, { rpId: "evil.example" }, { verified: false }]) {
      const asked = await ada.auth.passkeys.askToAdd();
      const made = authenticator().make({ ...asked, ...lie });
      await expectRefused({ code: "BAD_REQUEST" }, [() => ada.auth.passkeys.add({ made })]);
      // What failed is spent all the same.
      await expectRefused({ code: "NOT_FOUND" }, [() => ada.auth.passkeys.add({ made: authenticator().make(asked) })]);
    }
    await withPasskey(ada);
    expect(await reader().$count(passkeys)).toBe(1);
  });

  test("one device is kept once, whoever sends it, also when it is sent twice at once", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const device = authenticator();
    const asked = [await ada.auth.passkeys.askToAdd(), await ada.auth.passkeys.askToAdd()];
    const added = await Promise.allSettled(asked.map((one) => ada.auth.passkeys.add({ made: device.make(one) })));
    expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const made = device.make(await bob.auth.passkeys.askToAdd());
    await expectRefused({ code: "CONFLICT" }, [() => bob.auth.passkeys.add({ made })]);
  });

  test("wants its member to have shown that it is them; bad input names the field", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { passkeyId } = await withPasskey(ada);
    const asked = await ada.auth.passkeys.askToAdd();
    const made = authenticator().make(asked);
    for (const name of ["", " ", "x".repeat(61), "Lap\ntop"])
      await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "name" } } }, [
        () => ada.auth.passkeys.rename({ passkeyId, name }),
      ]);
    clock.advance(15 * MINUTE);
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [
      () => ada.auth.passkeys.askToAdd(),
      () => ada.auth.passkeys.add({ made }),
      () => ada.auth.passkeys.remove({ passkeyId }),
    ]);
  });

  test("twenty are enough", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    for (let i = 0; i < 20; i++) await withPasskey(ada);
    await expectRefused({ code: "CONFLICT" }, [() => ada.auth.passkeys.askToAdd()]);
  });
});

describe("signing in by a passkey", () => {
  test("needs no name and no second step", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await withTotp(ada, clock);
    const { device } = await withPasskey(ada);
    const { device: bobs } = await withPasskey(bob);
    expect(await signInBy(device)).toMatchObject({ how: "in", memberId: ada.id });
    expect(await signInBy(bobs)).toMatchObject({ how: "in", memberId: bob.id });
    expect(await ada.auth.factors()).toMatchObject({ passkeys: [{ usedAt: clock.now() }] });
  });

  test("takes what was signed here, now, by who holds the device", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { device } = await withPasskey(ada);
    const handle = Buffer.from(bob.id).toString("base64url");
    for (const lie of [
      { origin: "https://evil.example" },
      { rpId: "evil.example" },
      { verified: false },
      { userHandle: handle },
    ])
      await expect(signInBy(device, lie), JSON.stringify(lie)).rejects.toMatchObject(refused);
    await expect(signInBy(authenticator())).rejects.toMatchObject(refused);
    const forged = authenticator();
    const shown = { ...forged.show({ ...(await ask()), userHandle: "" }), id: device.id, rawId: device.id };
    await expect(enter(shown)).rejects.toMatchObject(refused);
    expect(await signInBy(device)).toMatchObject({ how: "in", memberId: ada.id });
  });

  test("takes a challenge once, within five minutes, for what it was made for", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { device } = await withPasskey(ada);
    const asked = await ask();
    const shown = device.show(asked);
    expect(await enter(shown)).toMatchObject({ how: "in" });
    await expect(enter(shown)).rejects.toMatchObject({ code: "GONE" });
    await expect(enter(device.show(asked))).rejects.toMatchObject({ code: "GONE" });
    await expect(enter(device.show(await ada.auth.passkeys.askToConfirm()))).rejects.toMatchObject({ code: "GONE" });
    await expect(enter(device.show({ challenge: "" }))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const late = await ask();
    clock.advance(5 * MINUTE);
    await expect(enter(device.show(late))).rejects.toMatchObject({ code: "GONE" });
    const twice = device.show(await ask());
    const tries = await Promise.allSettled([enter(twice), enter(twice)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("refuses a counter that went back or stands, as that of a copied key does; a device without one goes on", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { device } = await withPasskey(ada);
    expect(await signInBy(device, { counter: 7 })).toMatchObject({ how: "in" });
    for (const counter of [6, 7, 0]) await expect(signInBy(device, { counter })).rejects.toMatchObject(refused);
    const both = [device.show({ ...(await ask()), counter: 8 }), device.show({ ...(await ask()), counter: 8 })];
    const tries = await Promise.allSettled(both.map(enter));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { device: synced } = await withPasskey(ada);
    for (let i = 0; i < 3; i++) expect(await signInBy(synced, { counter: 0 })).toMatchObject({ how: "in" });
  });

  test("case 28: rubbish is refused in the same words", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { device } = await withPasskey(ada);
    const good = device.show(await ask());
    for (const shown of [null, {}, [], "x", { ...good, id: { $ne: 1 } }, { ...good, response: { constructor: 1 } }])
      await expect(enter(shown)).rejects.toMatchObject(refused);
    for (const form of [{}, { shown: { $ne: 1 } }, { shown: "{" }])
      await expect(come("passkey", form)).rejects.toMatchObject(refused);
    expect(await enter(good)).toMatchObject({ how: "in" });
  });

  test("case 16: is over for who was deactivated", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { device } = await withPasskey(ada);
    expect(await signInBy(device)).toMatchObject({ how: "in" });
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, ada.id));
    });
    await expect(signInBy(device)).rejects.toMatchObject(refused);
  });

  test("what strangers asked for is swept out within the hour", async () => {
    await scene(clock, { members: ["ada"] });
    for (let i = 0; i < 5; i++) await ask();
    clock.advance(61 * MINUTE);
    await ask();
    expect(await reader().$count(oneTimeLinks, eq(oneTimeLinks.kind, "passkey"))).toBe(1);
  });
});

describe("a passkey of one's own", () => {
  test("case 5: is renamed and removed by its member alone; twice is not there", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { device, passkeyId } = await withPasskey(ada);
    await expectRefused({ code: "NOT_FOUND" }, [
      () => bob.auth.passkeys.rename({ passkeyId, name: "Mine" }),
      () => bob.auth.passkeys.remove({ passkeyId }),
      () => ada.auth.passkeys.remove({ passkeyId: newId() }),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().auth.passkeys.remove({ passkeyId })]);
    await ada.auth.passkeys.rename({ passkeyId, name: "<b>Phone</b>" });
    expect(await ada.auth.factors()).toMatchObject({ passkeys: [{ name: "<b>Phone</b>" }] });
    await ada.auth.passkeys.remove({ passkeyId });
    await expectRefused({ code: "NOT_FOUND" }, [() => ada.auth.passkeys.remove({ passkeyId })]);
    await expect(signInBy(device)).rejects.toMatchObject(refused);
  });

  test("confirms that it is oneself, in the session that asked", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { device, passkeyId } = await withPasskey(ada);
    const { device: bobs } = await withPasskey(bob);
    clock.advance(15 * MINUTE);
    const asked = await ada.auth.passkeys.askToConfirm();
    expect(asked).toMatchObject({ userVerification: "required", allowCredentials: [{ id: device.id }] });
    await expectRefused({ code: "NOT_FOUND" }, [() => bob.auth.confirmByPasskey({ shown: bobs.show(asked) })]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => ada.auth.confirmByPasskey({ shown: bobs.show(asked) })]);
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [() => ada.auth.passkeys.remove({ passkeyId })]);
    await ada.auth.confirmByPasskey({ shown: device.show(await ada.auth.passkeys.askToConfirm()) });
    await ada.auth.passkeys.remove({ passkeyId });
  });

  test("is the second step where its member wants that, of that step alone", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await expectRefused({ code: "CONFLICT" }, [() => ada.auth.twoSteps.switchOnByPasskeys()]);
    const { device, passkeyId } = await withPasskey(ada);
    const { device: bobs } = await withPasskey(bob);
    expect((await ada.auth.twoSteps.switchOnByPasskeys()).codes).toHaveLength(10);
    expect((await ada.auth.twoSteps.switchOnByPasskeys()).codes).toEqual([]);

    const token = await stepOf(ada.id);
    const other = await stepOf(ada.id);
    const step = (shown: unknown) => come("second-step", { token, shown: JSON.stringify(shown) });
    const challenge = (of = token) => nobody().auth.twoSteps.askForPasskey({ token: of });
    await expect(step(device.show(await challenge(other)))).rejects.toMatchObject({ code: "GONE" });
    await expect(step(device.show(await ask()))).rejects.toMatchObject({ code: "GONE" });
    await expect(step(bobs.show(await challenge()))).rejects.toMatchObject(refused);
    expect(await step(device.show(await challenge()))).toMatchObject({ how: "in", memberId: ada.id });
    await expectRefused({ code: "NOT_FOUND" }, [() => challenge(), () => challenge("nonsense")]);

    await expectRefused({ code: "CONFLICT" }, [() => ada.auth.passkeys.remove({ passkeyId })]);
    expect(await ada.auth.factors()).toMatchObject({ passkeys: [{ id: passkeyId }] });
    await withTotp(ada, clock);
    await ada.auth.passkeys.remove({ passkeyId });
  });
});
