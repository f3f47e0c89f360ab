import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readSession } from "@/features/auth";
import { handlers } from "@/features/auth/next-auth";
import { memberByPassword } from "@/features/auth/sign-in";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { events, members, sessions } from "@/platform/db/schema";
import { log } from "@/platform/log";
import { forget } from "@/platform/once";
import { withScope } from "@/platform/request";
import { useDatabase } from "../support/database";
import { stranger, typedSetUp } from "../support/people";

vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});
useDatabase();

const origin = "http://localhost:3000";
const SECRET = "for tests alone, and long enough";
beforeEach(() => {
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", SECRET);
  forget("env");
});
afterEach(() => vi.unstubAllEnvs());

/** A browser that keeps its cookies, behind an address of its own. */
class Browser {
  readonly cookies = new Map<string, string>();
  lastCookies: string[] = [];
  extra: Record<string, string> = {};
  constructor(private readonly address: string) {}

  async ask(path: string, form?: Record<string, string>): Promise<Response> {
    const headers: Record<string, string> = { "X-Auth-Return-Redirect": "1", ...this.extra };
    headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (form) headers["content-type"] = "application/x-www-form-urlencoded";
    const body = form && new URLSearchParams(form).toString();
    const request = new NextRequest(`${origin}/api/auth/${path}`, { method: form ? "POST" : "GET", headers, body });
    const scope = { requestId: newId(), actor: null, client: { address: this.address, device: "Test" } };
    const response = await withScope(scope, () => (form ? handlers.POST(request) : handlers.GET(request)));
    this.lastCookies = response.headers.getSetCookie();
    for (const line of this.lastCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, decodeURIComponent(value));
    }
    return response;
  }

  /** Signs in; gives what next-auth calls the code of a refusal, or null. */
  async signIn(address: string, password: string): Promise<string | null> {
    const { csrfToken } = await (await this.ask("csrf")).json();
    const { url } = await (await this.ask("callback/password", { csrfToken, address, password })).json();
    return new URL(url).searchParams.get("code");
  }

  async signOut(): Promise<void> {
    const { csrfToken } = await (await this.ask("csrf")).json();
    await this.ask("signout", { csrfToken });
  }

  get token(): string | undefined {
    return this.cookies.get("tidings-session");
  }
}

let browsers = 0;
const browser = () => new Browser(`192.0.2.${++browsers}`);

/** A team whose owner can sign in. */
async function team(more: Record<string, unknown> = {}) {
  const input = await typedSetUp(more);
  await stranger().setUp.run(input);
  return { id: input.memberId, address: input.address, password: input.password };
}

describe("signing in", () => {
  test("with address and password makes a session row, whose cookie is not in the database", async () => {
    const ada = await team();
    const tab = browser();
    expect(await tab.signIn(` ${ada.address.toUpperCase()}`, ada.password)).toBeNull();
    expect(tab.token).toMatch(/^[\w-]{43}$/);
    expect(await readSession(reader(), tab.token)).toMatchObject({ id: ada.id, role: "owner" });
    const rows = await reader().select().from(sessions);
    expect(rows).toMatchObject([{ device: "Test" }]);
    expect(JSON.stringify(rows)).not.toContain(tab.token);
  });

  test("says one thing whatever was wrong, and never fails", async () => {
    const ada = await team();
    const tab = browser();
    const wrong: [string, string][] = [
      [ada.address, "quiet harbour lanterns"],
      [ada.address, ""],
      ["nobody@example.org", ada.password],
      ["", ""],
      ["a\0da@example.org", ada.password],
      ["constructor", "__proto__"],
      [ada.address, "x".repeat(100_000)],
    ];
    for (const [address, password] of wrong) expect(await tab.signIn(address, password), address).toBe("wrong");
    expect(await reader().$count(sessions)).toBe(0);
    expect(await tab.signIn(ada.address, ada.password)).toBeNull();
  });

  test("is over for who was deactivated, in the words of a wrong password", async () => {
    const ada = await team();
    const tab = browser();
    expect(await tab.signIn(ada.address, ada.password)).toBeNull();
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, ada.id));
    });
    expect(await tab.signIn(ada.address, ada.password)).toBe("wrong");
  });

  test("case 45: without the token of next-auth's own form nobody is signed in", async () => {
    const ada = await team();
    const tab = browser();
    await tab.ask("callback/password", { csrfToken: "guessed", address: ada.address, password: ada.password });
    expect(tab.token).toBeUndefined();
    expect(await reader().$count(sessions)).toBe(0);
    expect(await tab.signIn(ada.address, ada.password)).toBeNull();
  });

  test("forms and addresses that somebody made up fill no log with faults, a fault of ours does", async () => {
    const faults = vi.spyOn(log, "error").mockImplementation(() => undefined);
    const tab = browser();
    for (const path of ["nothing", "signin/__proto__", "callback/constructor", "webauthn-options"]) await tab.ask(path);
    for (const path of ["signout", "callback/password", "signin/nobody"]) await tab.ask(path, { csrfToken: "guessed" });
    expect(faults).not.toHaveBeenCalled();
    const ada = await team();
    vi.mocked(verify).mockRejectedValueOnce(new Error("broken"));
    await tab.signIn(ada.address, ada.password);
    expect(faults).toHaveBeenCalled();
    faults.mockRestore();
  });

  test("case 30: leads nowhere but to this host", async () => {
    const ada = await team();
    const tab = browser();
    for (const callbackUrl of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "https:evil.example",
      "%%",
    ]) {
      const { csrfToken } = await (await tab.ask("csrf")).json();
      const form = { csrfToken, callbackUrl, address: ada.address, password: ada.password };
      const { url } = await (await tab.ask("callback/password", form)).json();
      expect(new URL(url).origin).toBe(origin);
    }
  });

  test("on https the cookie is the host's alone, for pages of ours, over https", async () => {
    const ada = await team();
    vi.stubEnv("PUBLIC_URL", "https://tidings.example.org");
    vi.stubEnv("AUTH_URL", "https://tidings.example.org");
    forget("env");
    const tab = browser();
    expect(await tab.signIn(ada.address, ada.password)).toBeNull();
    const cookie = tab.lastCookies.find((line) => line.includes("tidings-session"));
    expect(cookie).toMatch(/^__Host-tidings-session=[\w-]{43};/);
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
  });
});

describe("case 47: guessing", () => {
  test("an unknown address takes as long as a known one", async () => {
    const ada = await team();
    // Measured times would hang on what else the machine does: what is computed is compared instead.
    const work = async (address: string) => {
      vi.mocked(verify).mockClear();
      const input = { address, password: "not this one" };
      await expect(memberByPassword(reader(), input, "198.51.100.7")).rejects.toMatchObject({
        code: "UNAUTHENTICATED",
      });
      const computed = vi.mocked(verify).mock;
      const hash = String(computed.calls[0]?.[0]);
      const [, kind, version, costs, salt = "", digest = ""] = hash.split("$");
      const answers = await Promise.all(computed.results.map(({ value }) => value));
      return { answers, kind, version, costs, salt: salt.length, digest: digest.length };
    };
    const known = await work(ada.address);
    expect(known).toMatchObject({ answers: [false], kind: "argon2id", costs: "m=19456,t=2,p=1" });
    expect(await work("nobody@example.org")).toEqual(known);
  });

  test("at one account ends after ten tries, from wherever, and says when to try again", async () => {
    const ada = await team({ name: "Ada of the ten tries" });
    const tries = await Promise.all(Array.from({ length: 30 }, () => browser().signIn(ada.address, "not this one")));
    expect(tries.filter((code) => code === "wrong")).toHaveLength(10);
    expect(tries.filter((code) => /^wait-(8\d\d|900)$/.test(code ?? ""))).toHaveLength(20);
    expect(await browser().signIn(ada.address, ada.password)).toMatch(/^wait-/);
    const refused = memberByPassword(reader(), ada, "198.51.100.8");
    await expect(refused).rejects.toThrow("That was tried too often. Try again in 15 minutes.");
  });

  test("does not lock out who gets in: the count of an account starts anew", async () => {
    const ada = await team({ name: "Ada who mistypes" });
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 5; i++) expect(await browser().signIn(ada.address, "not this one")).toBe("wrong");
      expect(await browser().signIn(ada.address, ada.password)).toBeNull();
    }
  });

  test("case 46: from one client ends after fifty tries, whatever its headers say; others go on", async () => {
    const ada = await team({ name: "Ada of the fifty tries" });
    const tab = browser();
    const dodge = (i: number) => ({ "x-forwarded-for": `203.0.113.${i}`, "user-agent": `Browser ${i}` });
    for (let i = 0; i < 50; i++) {
      tab.extra = dodge(i);
      expect(await tab.signIn(`person-${i}@example.org`, "")).toBe("wrong");
      expect(await tab.signIn(`person-${i}@example.org`, "not this one")).toBe("wrong");
    }
    tab.extra = dodge(51);
    expect(await tab.signIn(ada.address, ada.password)).toMatch(/^wait-/);
    expect(await browser().signIn(ada.address, ada.password)).toBeNull();
  });
});

describe("signing out", () => {
  test("ends the row, clears the cookie and tells the streams; a stolen token is worth nothing", async () => {
    const ada = await team();
    const tab = browser();
    await tab.signIn(ada.address, ada.password);
    const stolen = tab.token;
    expect(await readSession(reader(), stolen)).not.toBeNull();
    await tab.signOut();
    expect(tab.token).toBeUndefined();
    expect(await readSession(reader(), stolen)).toBeNull();
    expect(await reader().$count(sessions)).toBe(0);
    expect(await reader().$count(events, eq(events.kind, "session.ended"))).toBe(1);
    await tab.signOut();
    expect(await reader().$count(events, eq(events.kind, "session.ended"))).toBe(1);
  });

  test("needs a session of one's own: another's stays", async () => {
    const ada = await team();
    const [tab, other] = [browser(), browser()];
    await tab.signIn(ada.address, ada.password);
    await other.signIn(ada.address, ada.password);
    await tab.signOut();
    expect(await readSession(reader(), other.token)).toMatchObject({ id: ada.id });
  });
});

describe("a token without a row", () => {
  test("is refused by next-auth too, also one that it signed itself", async () => {
    const ada = await team();
    const tab = browser();
    await tab.signIn(ada.address, ada.password);
    expect(await (await tab.ask("session")).json()).toMatchObject({ expires: expect.any(String) });
    const salt = "tidings-session";
    const forged = await encode({ token: { sub: ada.id, ours: tab.token }, secret: SECRET, salt });
    for (const token of [forged, "a".repeat(43)]) {
      tab.cookies.set("tidings-session", token);
      expect(await (await tab.ask("session")).json()).toBeNull();
      expect(tab.token).toBeUndefined();
      expect(await readSession(reader(), token)).toBeNull();
    }
  });

  test("case 48: a cookie planted before signing in is replaced", async () => {
    const ada = await team();
    const tab = browser();
    tab.cookies.set("tidings-session", "a".repeat(43));
    await tab.signIn(ada.address, ada.password);
    expect(tab.token).not.toBe("a".repeat(43));
    expect(await readSession(reader(), "a".repeat(43))).toBeNull();
    expect(await readSession(reader(), tab.token)).toMatchObject({ id: ada.id });
  });
});
