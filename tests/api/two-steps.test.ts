import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { admit } from "@/features/auth/admit";
import { linkClaims } from "@/features/auth/oidc";
import { forceOneStep } from "@/features/auth/two-steps";
import { MINUTE } from "@/kernel/clock";
import { collectStatements, reader, transaction } from "@/platform/db";
import { auditEntries, members, oneTimeLinks, recoveryCodes, totpKeys } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { appOf, come, stepOf, withPasskey, withTotp } from "../support/factors";
import { expectRefused, nobody, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const HALF_MINUTE = 30_000;
const DAY = 86_400_000;

const refused = { code: "UNAUTHENTICATED" };
const admitted = (person: Person, way: "password" | "passkey" | "provider" | "second-step") =>
  transaction((tx) => admit(tx, person.id, way));
const step = (token: string, code: string) => come("second-step", { token, code });

describe("an authenticator app", () => {
  test("asks nothing of anybody until its first right code; then every way in asks for it", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { uri, secret, qr } = await ada.auth.twoSteps.startTotp();
    expect(uri).toBe(
      `otpauth://totp/Northwind:ada%40example.org?issuer=Northwind&secret=${secret.replaceAll(" ", "")}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(qr.size).toBeGreaterThan(30);
    expect(qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    const code = appOf(secret, clock);
    expect(await admitted(ada, "password")).toMatchObject({ how: "in" });
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "code" } } }, [
      () => ada.auth.twoSteps.switchOnByTotp({ code: code(5) }),
      () => ada.auth.twoSteps.switchOnByTotp({ code: "12345" }),
    ]);
    expect(await admitted(ada, "password")).toMatchObject({ how: "in" });

    const spaced = `${code().slice(0, 3)} ${code().slice(3)}`;
    const { codes } = await ada.auth.twoSteps.switchOnByTotp({ code: spaced });
    expect(new Set(codes).size).toBe(10);
    for (const way of ["password", "provider"] as const)
      expect(await admitted(ada, way)).toMatchObject({ how: "second-step", token: expect.any(String) });
    for (const way of ["passkey", "second-step"] as const)
      expect(await admitted(ada, way)).toMatchObject({ how: "in" });
    expect(await admitted(bob, "password")).toMatchObject({ how: "in" });
    expect(await ada.auth.factors()).toMatchObject({ twoSteps: { isOn: true, totp: true, codesLeft: 10 } });
  });

  test("is kept sealed, its recovery codes as hashes", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { secret } = await ada.auth.twoSteps.startTotp();
    const { codes } = await ada.auth.twoSteps.switchOnByTotp({ code: appOf(secret, clock)() });
    const kept = JSON.stringify([await reader().select().from(totpKeys), await reader().select().from(recoveryCodes)]);
    for (const text of [secret, secret.replaceAll(" ", ""), ...codes, ...codes.map((code) => code.replace("-", ""))])
      expect(kept).not.toContain(text);
  });

  test("is set up, replaced and switched off only by who has just shown that it is them, and once", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { code } = await withTotp(ada, clock);
    await expectRefused({ code: "CONFLICT" }, [
      () => ada.auth.twoSteps.startTotp(),
      () => ada.auth.twoSteps.switchOnByTotp({ code: code(1) }),
    ]);
    clock.advance(15 * MINUTE);
    await expectRefused({ code: "FORBIDDEN", cause: { code: "UNCONFIRMED" } }, [
      () => ada.auth.twoSteps.startTotp(),
      () => ada.auth.twoSteps.switchOnByTotp({ code: code() }),
      () => ada.auth.twoSteps.switchOnByPasskeys(),
      () => ada.auth.twoSteps.renewCodes(),
      () => ada.auth.twoSteps.switchOff(),
    ]);
    await ada.auth.confirmByCode({ code: code() });
    await ada.auth.twoSteps.switchOff();
    await ada.auth.twoSteps.switchOff();
    expect(await admitted(ada, "password")).toMatchObject({ how: "in" });
    expect(await reader().$count(recoveryCodes)).toBe(0);
    await expectRefused({ code: "CONFLICT" }, [
      () => ada.auth.twoSteps.renewCodes(),
      () => ada.auth.twoSteps.switchOnByTotp({ code: code(1) }),
      () => ada.auth.twoSteps.switchOnByPasskeys(),
    ]);
  });

  test("two set-ups at once leave one key, and the code of one of them", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const begun = await Promise.all([ada.auth.twoSteps.startTotp(), ada.auth.twoSteps.startTotp()]);
    const tries = await Promise.allSettled(
      begun.map(({ secret }) => ada.auth.twoSteps.switchOnByTotp({ code: appOf(secret, clock)() })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await reader().$count(recoveryCodes)).toBe(10);
  });

  test("confirms that it is oneself, each code once", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { code, codes } = await withTotp(ada, clock);
    clock.advance(15 * MINUTE);
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "code" } } }, [
      () => ada.auth.confirmByCode({ code: code(3) }),
      () => ada.auth.confirmByCode({ code: codes[0]! }),
      () => bob.auth.confirmByCode({ code: code() }),
    ]);
    await ada.auth.confirmByCode({ code: code() });
    await expectRefused({ code: "BAD_REQUEST" }, [() => ada.auth.confirmByCode({ code: code() })]);
    await ada.auth.twoSteps.renewCodes();
  });

  test("its questions are of signed-in members alone", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { twoSteps } = nobody().auth;
    await expectRefused({ code: "UNAUTHORIZED" }, [
      () => twoSteps.startTotp(),
      () => twoSteps.switchOff(),
      () => twoSteps.renewCodes(),
      () => nobody().auth.factors(),
      () => nobody().auth.confirmByCode({ code: "123456" }),
    ]);
    expect(await ada.auth.factors()).toEqual({
      twoSteps: { isOn: false, totp: false, codesLeft: 0 },
      passkeys: [],
      provider: null,
    });
  });
});

describe("the second step", () => {
  test("takes a code once, with one step of drift either way", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { code } = await withTotp(ada, clock);
    await expect(step(await stepOf(ada.id), code())).rejects.toMatchObject(refused);
    clock.advance(HALF_MINUTE * 10);
    await expect(step(await stepOf(ada.id), code(-2))).rejects.toMatchObject(refused);
    await expect(step(await stepOf(ada.id), code(2))).rejects.toMatchObject(refused);
    expect(await step(await stepOf(ada.id), code(-1))).toMatchObject({ how: "in", memberId: ada.id });
    expect(await step(await stepOf(ada.id), code(1))).toMatchObject({ how: "in", memberId: ada.id });
    // An earlier code than one that was taken is over too.
    for (const used of [code(-1), code(), code(1)])
      await expect(step(await stepOf(ada.id), used)).rejects.toMatchObject(refused);
    clock.advance(HALF_MINUTE * 2);
    expect(await step(await stepOf(ada.id), ` ${code()} `)).toMatchObject({ how: "in" });
  });

  test("a code that two show at once lets one of them in", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { code } = await withTotp(ada, clock);
    clock.advance(HALF_MINUTE);
    const tokens = await Promise.all([stepOf(ada.id), stepOf(ada.id), stepOf(ada.id)]);
    const tries = await Promise.allSettled(tokens.map((token) => step(token, code())));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is spent by whoever passed it, and over after ten minutes", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { codes } = await withTotp(ada, clock);
    const [first = "", second = "", third = ""] = codes;
    const token = await stepOf(ada.id);
    await expect(step("nonsense", first)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(step(token, (await withTotp(bob, clock)).codes[0]!)).rejects.toMatchObject(refused);
    expect(await step(token, first)).toMatchObject({ how: "in", memberId: ada.id });
    await expect(step(token, second)).rejects.toMatchObject({ code: "GONE" });
    const late = await stepOf(ada.id);
    clock.advance(10 * MINUTE);
    await expect(step(late, second)).rejects.toMatchObject({ code: "GONE" });
    expect(await step(await stepOf(ada.id), third)).toMatchObject({ how: "in" });
  });

  test("is nobody's who was deactivated meanwhile", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    const token = await stepOf(ada.id);
    await transaction(async (tx) => void (await tx.update(members).set({ deactivatedAt: 1 })));
    await expect(step(token, codes[0]!)).rejects.toMatchObject(refused);
  });

  test("case 28: takes texts alone", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    const token = await stepOf(ada.id);
    for (const code of [{ $ne: 1 }, [codes[0]], 123_456, "\0", "x".repeat(1_000), "__proto__"])
      await expect(come("second-step", { token, code })).rejects.toMatchObject(refused);
    for (const wrong of [{}, { token: { $ne: 1 } }])
      await expect(come("second-step", wrong)).rejects.toMatchObject(refused);
    // However long it is, it is a link that opens nothing.
    await expect(step("x".repeat(10_000), codes[0]!)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expectRefused({ code: "BAD_REQUEST" }, [
      () => nobody().auth.twoSteps.look({ token: { $ne: 1 } as unknown as string }),
    ]);
    expect(await step(token, codes[0]!)).toMatchObject({ how: "in" });
  });

  test("tells its holder what it takes, and nobody anything else", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await withTotp(ada, clock);
    await withPasskey(bob);
    await bob.auth.twoSteps.switchOnByPasskeys();
    const look = (token: string) => nobody().auth.twoSteps.look({ token });
    expect(await look(await stepOf(ada.id))).toEqual({ isOpen: true, totp: true, passkeys: false });
    expect(await look(await stepOf(bob.id))).toEqual({ isOpen: true, totp: false, passkeys: true });
    expect(await look("nonsense")).toEqual({ isOpen: false, totp: false, passkeys: false });
  });
});

describe("recovery codes", () => {
  test("let in once each, however they are typed", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    const [first = "", second = ""] = codes;
    expect(await step(await stepOf(ada.id), first)).toMatchObject({ how: "in" });
    await expect(step(await stepOf(ada.id), first)).rejects.toMatchObject(refused);
    const typed = ` ${second.toLowerCase().replace("-", "  ")}`;
    expect(await step(await stepOf(ada.id), typed)).toMatchObject({ how: "in" });
    expect(await ada.auth.factors()).toMatchObject({ twoSteps: { codesLeft: 8 } });
  });

  test("one that two type at once lets one of them in", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    const tokens = await Promise.all([stepOf(ada.id), stepOf(ada.id)]);
    const tries = await Promise.allSettled(tokens.map((token) => step(token, codes[0]!)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("are renewed: the earlier ones end", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes: old } = await withTotp(ada, clock);
    const { codes } = await ada.auth.twoSteps.renewCodes();
    expect(codes).toHaveLength(10);
    await expect(step(await stepOf(ada.id), old[0]!)).rejects.toMatchObject(refused);
    expect(await step(await stepOf(ada.id), codes[0]!)).toMatchObject({ how: "in" });
  });

  test("who used up all of them is still asked for the second step", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    for (const code of codes) expect(await step(await stepOf(ada.id), code)).toMatchObject({ how: "in" });
    expect(await admitted(ada, "password")).toMatchObject({ how: "second-step" });
  });
});

describe("case 47: guessing the second step", () => {
  test("five wrong codes end a step, also when they come at once; the sixth may be right", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { codes } = await withTotp(ada, clock);
    const token = await stepOf(ada.id);
    const tries = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => step(token, `00000${i}`)));
    const codesOf = tries.map((tried) => (tried.status === "rejected" ? tried.reason.code : "in"));
    expect(codesOf.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
    expect(codesOf.filter((code) => code === "GONE")).toHaveLength(4);
    await expect(step(token, codes[0]!)).rejects.toMatchObject({ code: "GONE" });
    expect(await step(await stepOf(ada.id), codes[0]!)).toMatchObject({ how: "in" });
  });

  test("thirty wrong codes in a day end all steps for the day; others' go on, and a passkey still lets in", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    const { codes } = await withTotp(ada, clock);
    const { codes: bobs } = await withTotp(bob, clock);
    for (let round = 0; round < 6; round++) {
      const token = await stepOf(ada.id);
      for (let i = 0; i < 5; i++) await expect(step(token, "000000")).rejects.toMatchObject(refused);
    }
    const locked = { code: "RATE_LIMITED", data: { retryInMs: DAY } };
    await expect(step(await stepOf(ada.id), codes[0]!)).rejects.toMatchObject(locked);
    expect(await step(await stepOf(bob.id), bobs[0]!)).toMatchObject({ how: "in" });
    expect(await admitted(ada, "passkey")).toMatchObject({ how: "in" });
    clock.advance(DAY);
    expect(await step(await stepOf(ada.id), codes[0]!)).toMatchObject({ how: "in" });
    // As after a restart, the rows alone say how many there were.
    const payload = { tries: 30, shownAt: clock.now() };
    await stepOf(bob.id);
    await transaction((tx) => tx.update(oneTimeLinks).set({ payload }).where(eq(oneTimeLinks.memberId, bob.id)));
    await expect(step(await stepOf(bob.id), bobs[1]!)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  test("ten wrong codes in a quarter of an hour end the confirming by code", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const { code } = await withTotp(ada, clock);
    clock.advance(MINUTE);
    for (let i = 0; i < 10; i++)
      await expectRefused({ code: "BAD_REQUEST" }, [() => ada.auth.confirmByCode({ code: "000000" })]);
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => ada.auth.confirmByCode({ code: code() })]);
  });
});

test("who lost everything has the second step taken away by the host, and signs in by one", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  await withTotp(ada, clock);
  await withTotp(bob, clock);
  const force = (address: string) => transaction((tx) => forceOneStep(tx, address));
  expect(await force("nobody@example.org")).toBe("unknown");
  expect(await force("Ada@example.org")).toBe("done");
  expect(await force("ada@example.org")).toBe("none");
  expect(await reader().select().from(auditEntries)).toMatchObject([
    { actorId: null, action: "member.one_step_forced", subjectId: ada.id },
  ]);
  expect(await admitted(ada, "password")).toMatchObject({ how: "in" });
  expect(await admitted(bob, "password")).toMatchObject({ how: "second-step" });
});

test("each change of the ways in is told by mail", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  await withPasskey(ada);
  const { codes } = await withTotp(ada, clock);
  await withTotp(bob, clock);
  await step(await stepOf(ada.id), codes[0]!);
  await ada.auth.twoSteps.switchOff();
  await ada.auth.twoSteps.switchOff();
  const provider = { issuer: "https://login.example.org", subject: "1", address: null };
  for (let i = 0; i < 2; i++) await transaction((tx) => linkClaims(tx, ada.actor, provider));
  await ada.auth.setPassword({ password: "a quiet new lantern" });
  await settle();
  const { items } = await ada.mails.list({});
  expect(items.map(({ subject }) => subject).sort()).toEqual([
    "A passkey was added to your account at Northwind",
    "A recovery code of your account at Northwind was used",
    "Another account was linked to yours at Northwind",
    "Signing in to Northwind now takes you two steps",
    "Signing in to Northwind takes you one step again",
    "Your password for Northwind was changed",
  ]);
});

test("reading what one has costs the same whatever one has", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  await withTotp(ada, clock);
  for (let i = 0; i < 5; i++) await withPasskey(ada);
  const { statements } = await collectStatements(() => ada.auth.factors());
  expect((await collectStatements(() => bob.auth.factors())).statements).toHaveLength(statements.length);
  expect(statements.length).toBeLessThanOrEqual(3);
});
