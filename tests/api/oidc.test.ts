import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { enterByProvider, linkingPath } from "@/features/auth/enter-by-provider";
import type { Claims } from "@/features/auth/oidc";
import { MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { addresses, members, oidcSubjects, workspace } from "@/platform/db/schema";
import { forget } from "@/platform/once";
import { useDatabase } from "../support/database";
import { withTotp } from "../support/factors";
import { expectRefused, nobody, type Person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const issuer = "https://login.example.org/";
beforeEach(() => {
  vi.stubEnv("OIDC_ISSUER", issuer);
  vi.stubEnv("OIDC_CLIENT_ID", "tidings");
  vi.stubEnv("OIDC_CLIENT_SECRET", "secret");
  vi.stubEnv("OIDC_NAME", "Example Login");
  forget("env");
});
afterEach(() => {
  vi.unstubAllEnvs();
  forget("env");
});

const claims = (subject: string, address: string | null = null): Claims => ({ issuer, subject, address });
const at = (path: string) => new URL(path, "http://localhost:3000");
const enter = (who: Claims, next = "/inbox") => enterByProvider(who, at(next), null);
const refusedBy = (why: string) => ({ how: "on", path: `/sign-in?provider=${why}` });
/** Comes back from the provider in a browser where somebody is signed in, who had set out to link it. */
const link = (person: Person, who: Claims) => enterByProvider(who, at(linkingPath(person.actor)), person.actor);

describe("who comes from the provider", () => {
  test("is known by a proven address for which the provider vouches, and from then on by who they are there", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    expect(await enter(claims("1", "ADA@example.org"))).toMatchObject({ how: "in", memberId: ada.id });
    expect(await enter(claims("1"))).toMatchObject({ how: "in", memberId: ada.id });
    expect(await enter(claims("1", "bob@example.org"))).toMatchObject({ how: "in", memberId: ada.id });
    expect(await enter(claims("2", "bob@example.org"))).toMatchObject({ how: "in", memberId: bob.id });
    expect(await reader().$count(oidcSubjects)).toBe(2);
  });

  test("two browsers at once are one link", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    const both = await Promise.all([enter(claims("1", "ada@example.org")), enter(claims("1", "ada@example.org"))]);
    expect(both).toMatchObject([{ memberId: ada.id }, { memberId: ada.id }]);
    expect(await reader().$count(oidcSubjects)).toBe(1);
  });

  test("another issuer's people are other people, a slash at its end makes no other", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await enter(claims("1", "ada@example.org"));
    expect(await enter({ ...claims("1"), issuer: "https://evil.example" })).toEqual(refusedBy("unverified"));
    expect(await enter({ ...claims("1"), issuer: issuer.slice(0, -1) })).toMatchObject({ memberId: ada.id });
  });

  test("case 4: becomes no member by coming, and learns whom to ask", async () => {
    await scene(clock, { members: ["ada"] });
    expect(await enter(claims("9", "mallory@example.org"))).toEqual(refusedBy("unknown"));
    expect(await enter(claims("9"))).toEqual(refusedBy("unverified"));
    expect(await reader().$count(members)).toBe(1);
    expect(await enter(claims("1", "ada@example.org"))).toMatchObject({ how: "in" });
  });

  test("case 35: is sent to the mail by which one joins when exactly their domain may join", async () => {
    await scene(clock, { members: ["ada"] });
    await transaction(async (tx) => void (await tx.update(workspace).set({ joinDomains: ["example.org"] })));
    expect(await enter(claims("9", "new@example.org"))).toEqual(refusedBy("join"));
    for (const address of ["new@evil-example.org", "new@sub.example.org", "new@example.org.evil"])
      expect(await enter(claims("9", address)), address).toEqual(refusedBy("unknown"));
    expect(await reader().$count(members)).toBe(1);
  });

  test("case 11: takes over nobody by an address that was not proven", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await transaction(async (tx) => void (await tx.update(addresses).set({ provenAt: null })));
    expect(await enter(claims("1", "ada@example.org"))).toEqual(refusedBy("unproven"));
    await transaction(async (tx) => void (await tx.update(addresses).set({ provenAt: 1 })));
    expect(await enter(claims("1", "ada@example.org"))).toMatchObject({ memberId: ada.id });
  });

  test("takes over nobody by an address that moved to another account of the provider", async () => {
    await scene(clock, { members: ["ada"] });
    await enter(claims("1", "ada@example.org"));
    expect(await enter(claims("2", "ada@example.org"))).toEqual(refusedBy("other"));
  });

  test("case 16: is nobody when they were deactivated, known or not", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    expect(await enter(claims("1", "ada@example.org"))).toMatchObject({ memberId: ada.id });
    await transaction(async (tx) => void (await tx.update(members).set({ deactivatedAt: 1 })));
    expect(await enter(claims("1"))).toEqual(refusedBy("deactivated"));
    expect(await enter(claims("2", "bob@example.org"))).toEqual(refusedBy("deactivated"));
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: null }).where(eq(members.id, bob.id));
    });
    expect(await enter(claims("2", "bob@example.org"))).toMatchObject({ memberId: bob.id });
  });

  test("is asked for the second step where their member has one", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await withTotp(ada, clock);
    const arrival = await enter(claims("1", "ada@example.org"), "/members?a=b");
    expect(arrival).toMatchObject({
      how: "on",
      path: expect.stringMatching(/^\/sign-in\/step\?next=%2Fmembers%3Fa%3Db#[\w-]{43}$/),
    });
  });
});

describe("linking the provider", () => {
  test("is for who is signed in and set out for it, whatever their address there", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    expect(await link(ada, claims("1", "elsewhere@example.com"))).toEqual({
      how: "on",
      path: "/settings/security?provider=linked",
    });
    expect(await link(ada, claims("1"))).toMatchObject({ path: "/settings/security?provider=linked" });
    expect(await enter(claims("1"))).toMatchObject({ how: "in", memberId: ada.id });
    expect(await ada.auth.factors()).toMatchObject({ provider: { name: "Example Login", linkedAt: clock.now() } });
    expect(await bob.auth.factors()).toMatchObject({ provider: { name: "Example Login", linkedAt: null } });
  });

  test("is refused for what is linked to somebody else, and for a second account", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await link(ada, claims("1"));
    expect(await link(bob, claims("1"))).toMatchObject({ path: "/settings/security?provider=taken" });
    expect(await link(ada, claims("2"))).toMatchObject({ path: "/settings/security?provider=other" });
    expect(await enter(claims("1"))).toMatchObject({ memberId: ada.id });
  });

  test("does not happen to a session that did not set out for it", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    for (const path of ["/settings/security", "/settings/security?link=nonsense", linkingPath(bob.actor)])
      expect(await enterByProvider(claims("1"), at(path), ada.actor), path).toMatchObject({
        path: "/settings/security?provider=unverified",
      });
    expect(await reader().$count(oidcSubjects)).toBe(0);
    expect(await link(ada, claims("1"))).toMatchObject({ path: "/settings/security?provider=linked" });
  });

  test("wants its member to have shown that it is them, and so does unlinking; twice is once", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    expect(await ada.auth.provider.startLinking()).toEqual({ path: linkingPath(ada.actor) });
    await link(ada, claims("1"));
    await ada.auth.provider.unlink();
    await ada.auth.provider.unlink();
    expect(await enter(claims("1"))).toEqual(refusedBy("unverified"));
    await link(ada, claims("1"));
    clock.advance(15 * MINUTE);
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [
      () => ada.auth.provider.startLinking(),
      () => ada.auth.provider.unlink(),
    ]);
    expect(await link(ada, claims("2"))).toMatchObject({ path: "/settings/security?provider=unconfirmed" });
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().auth.provider.unlink()]);
  });
});
