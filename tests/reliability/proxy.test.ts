import type { IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { usualHours } from "@/features/settings/contract";
import { newId } from "@/kernel/ids";
import { type Front, PROXIED, readmeServer, startNginx } from "../support/nginx";
import { type Program, startProgram } from "../support/program";

const ORIGIN = `https://${PROXIED}`;
const person = { address: "ada@example.org", password: "quiet harbour lantern" };
let program: Program;
let proxy: Front;
/** What the sign-in through the proxy answered. */
let entered: { status: number; headers: IncomingMessage["headers"] };
let cookie: string;

beforeAll(async () => {
  program = await startProgram({ PUBLIC_URL: ORIGIN, TRUST_PROXY: "1", HOST: "127.0.0.1" });
  proxy = await startNginx(readmeServer(Number(new URL(program.origin).port)));
  const [link, token = ""] = await program.printed(/https?:\S+\/setup\/([\w-]+)/);
  expect(link).toBe(`${ORIGIN}/setup/${token}`);
  const channels = [{ name: "team", purpose: "" }];
  const who = { ...person, memberId: newId(), name: "Ada", zone: "Europe/Berlin", locale: "en" };
  expect((await post("setUp.run", { ...who, token, team: "Northwind", hours: usualHours, channels })).status).toBe(200);
  entered = await signIn("/inbox");
  cookie = (entered.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
});
afterAll(async () => {
  await proxy.stop();
  await program.remove();
});

const post = (procedure: string, input: unknown, headers: Record<string, string> = {}) =>
  proxy.ask(`/api/trpc/${procedure}`, {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });

/** Signs in as the form does. */
async function signIn(callbackUrl: string) {
  const csrf = await proxy.ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const cookies = (csrf.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  return proxy.ask("/api/auth/callback/password", {
    method: "POST",
    headers: { origin: ORIGIN, cookie: cookies, "content-type": "application/x-www-form-urlencoded" },
    body: String(new URLSearchParams({ csrfToken, ...person, callbackUrl })),
  });
}

const startThread = async () => {
  const { items } = JSON.parse((await proxy.ask("/api/trpc/channels.list?input={}", { headers: { cookie } })).text)
    .result.data;
  const id = newId();
  await post("threads.start", { id, postId: newId(), channelId: items[0].id, title: "T", body: "B" }, { cookie });
  return id;
};

/** A stream through the proxy, with what came of it so far. */
async function stream(headers: Record<string, string> = {}) {
  const answer = await proxy.open("/api/events", { headers: { cookie, ...headers } });
  const told = { status: answer.statusCode, text: "", close: () => void answer.destroy() };
  onTestFinished(told.close);
  answer.setEncoding("utf8").on("data", (text: string) => {
    told.text += text;
  });
  answer.on("error", () => undefined);
  return told;
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

test("the session's cookie is held to this host, to https and to requests of our pages", () => {
  const session = entered.headers["set-cookie"]?.find((line) => line.includes("tidings-session"));
  expect(session).toMatch(/^__Host-tidings-session=[\w-]{43};/);
  for (const flag of [/; Path=\/(;|$)/i, /; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i]) expect(session).toMatch(flag);
  expect(session).not.toMatch(/domain=/i);
});

describe("origins", () => {
  test.each(["http://tidings.example.org", "https://localhost", "https://evil.example", "null"])(
    "%s may change nothing, PUBLIC_URL may",
    async (origin) => {
      expect((await post("digests.set", { when: "off" }, { cookie, origin })).status).toBe(403);
      expect((await post("digests.set", { when: "off" }, { cookie })).status).toBe(200);
    },
  );
});

describe("redirects stay on PUBLIC_URL", () => {
  test("signing in leads to the page that was asked for, and to no other host", async () => {
    expect(entered.headers.location).toBe(`${ORIGIN}/inbox`);
    for (const elsewhere of ["https://evil.example/", "//evil.example", "/\\evil.example", "https:evil.example"])
      expect(new URL((await signIn(elsewhere)).headers.location ?? "", ORIGIN).origin).toBe(ORIGIN);
  });

  test("whatever host a request or its headers name", async () => {
    const forged = { "x-forwarded-host": "evil.example", forwarded: "host=evil.example", "x-forwarded-proto": "http" };
    for (const headers of [forged, { ...forged, host: "evil.example" }] as Record<string, string>[])
      for (const path of ["/", "/inbox", "/api/auth/signin", "/api/auth/signout", "/sign-in?next=//evil.example"]) {
        const { headers: answered, text } = await proxy.ask(path, { headers });
        expect(`${answered.location ?? ""}${text}`).not.toContain("https://evil.example");
        expect(new URL(answered.location ?? "/", ORIGIN).origin).toBe(ORIGIN);
      }
  });
});

describe("the stream", () => {
  test("tells at once, holding nothing back", async () => {
    const hers = await stream();
    await until(() => expect(hers.text).toContain("event: start"));
    const id = await startThread();
    await until(() => expect(hers.text).toContain(id));
    hers.close();
  });

  test("outlives a reload of the proxy, and goes on where it was cut off", async () => {
    const hers = await stream();
    await until(() => expect(hers.text).toContain("event: start"));
    proxy.reload();
    const during = await startThread();
    await until(() => expect(hers.text).toContain(during));
    hers.close();
    const missed = await startThread();
    const place = [...hers.text.matchAll(/^id: ?(\d+)$/gm)].at(-1)?.[1] ?? "";
    const again = await stream({ "last-event-id": place });
    await until(() => expect(again.text).toContain(missed));
    const twice = again.text.split("\n").filter((line) => line.includes(during) && line.includes("thread.started"));
    expect(twice).toEqual([]);
    again.close();
  });

  test("of a browser that is gone does not count any more", async () => {
    const open = (count: number) => Promise.all(Array.from({ length: count }, () => stream()));
    const seven = await open(7);
    expect(seven.map(({ status }) => status)).toContain(429);
    for (const { close } of seven) close();
    await vi.waitFor(
      async () => {
        const six = await open(6);
        for (const { close } of six) close();
        expect(six.map(({ status }) => status)).toEqual(Array(6).fill(200));
      },
      { timeout: 15_000, interval: 200 },
    );
  });
});

test("pages and calls are answered over HTTP/2 too", async () => {
  expect(await proxy.overHttp2("/sign-in")).toBe(200);
  expect(await proxy.overHttp2("/api/trpc/members.me", { cookie })).toBe(200);
  expect(await proxy.overHttp2("/api/trpc/members.me")).toBe(401);
});

test("a body that is too large is refused, and the next request is answered", async () => {
  const large = await post("posts.preview", { body: "x".repeat(1024 * 1024) }, { cookie });
  // nginx says 502 where it was still sending when the answer came.
  expect([413, 502]).toContain(large.status);
  expect((await post("posts.preview", { body: "x".repeat(60_000) }, { cookie })).status).toBe(200);
});

test("a path below another site is refused with the reason, at the start and by what a proxy passes on", async () => {
  await expect(startProgram({ PUBLIC_URL: `${ORIGIN}/tidings` })).rejects.toThrow(/PUBLIC_URL.*sub-path/);
  const reason = expect.stringContaining("does not run under a path such as /tidings.");
  const stripped = { headers: { "x-forwarded-prefix": "/tidings" } };
  expect(await proxy.ask("/sign-in", stripped)).toMatchObject({ status: 421, text: reason });
  for (const path of ["/tidings/sign-in", "/tidings/_next/static/x.js", "/tidings/api/trpc/members.me"])
    expect(await proxy.ask(path)).toMatchObject({ status: 421, text: reason });
  expect((await proxy.ask("/sign-in")).status).toBe(200);
});

test("hostile case 46, behind a proxy limits count the address that it saw, whatever a client says of itself", async () => {
  const forged = (i: number) => ({
    "user-agent": `browser ${i}`,
    "x-forwarded-for": `10.0.0.${i % 250}`,
    "x-real-ip": `10.0.1.${i % 250}`,
    forwarded: `for=10.0.2.${i % 250}`,
  });
  const ask = (i: number) => proxy.ask("/api/health", { headers: forged(i) });
  const statuses: number[] = [];
  for (let i = 0; i < 320; i += 40)
    statuses.push(...(await Promise.all(Array.from({ length: 40 }, (_, k) => ask(i + k)))).map(({ status }) => status));
  expect(statuses).toContain(429);
  expect((await proxy.ask("/api/health", { from: "127.0.0.2" })).status).toBe(200);
});
