import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { endSession } from "@/features/auth/sessions";
import { newId } from "@/kernel/ids";
import { transaction } from "@/platform/db";
import { readEnv } from "@/platform/env";
import type { RequestScope } from "@/platform/request";
import { guard } from "@/server/guard";
import { readSession } from "@/server/wiring";
import { useDatabase } from "../support/database";
import { type Asked, useEntrances } from "../support/http";
import { foundTeam, type Person } from "../support/people";

useDatabase();
const serve = useEntrances();

const HOST = "localhost:3000";
const ours = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
const cookieOf = ({ token }: Person) => ({ cookie: `other=1; tidings-session=${token}` });
const link = "/api/trpc/invitations.make";
const post = (headers: Record<string, string>): Asked => ({
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify({ to: [{ id: newId() }] }),
});

describe("case 45: what another site's page could send changes nothing", () => {
  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["no origin at all", { origin: "" }],
    ["another port of this machine", { origin: "http://localhost:9999" }],
    ["a page that says it is of another site", { "sec-fetch-site": "cross-site" }],
    ["a page that says it is of a sister site", { "sec-fetch-site": "same-site" }],
  ])("%s is refused, ours is not", async (_what, wrong) => {
    const ada = await foundTeam();
    const get = await serve();
    const { origin, ...rest } = { ...ours, ...cookieOf(ada), ...wrong };
    expect((await get(link, post(origin ? { ...rest, origin } : rest))).status).toBe(403);
    expect((await get(link, post({ ...ours, ...cookieOf(ada) }))).status).toBe(200);
  });

  test("with PUBLIC_URL only that origin counts", async () => {
    const ada = await foundTeam();
    const get = await serve({ PUBLIC_URL: "https://tidings.example.org" });
    const headers = { host: "tidings.example.org", cookie: `__Host-tidings-session=${ada.token}` };
    expect((await get(link, post({ ...headers, origin: "http://tidings.example.org" }))).status).toBe(403);
    expect((await get(link, post({ ...headers, origin: "https://tidings.example.org" }))).status).toBe(200);
  });

  test("a host without PUBLIC_URL answers to this machine's own names only", async () => {
    const get = await serve();
    const answer = await get("/", { headers: { host: "rebound.evil.example" } });
    expect(answer).toMatchObject({ status: 421, text: expect.stringContaining("PUBLIC_URL") });
    for (const host of [HOST, "127.0.0.1:8080", "[::1]:3000"])
      expect((await get("/", { headers: { host } })).status).toBe(200);
  });
});

describe("who asks", () => {
  test("a session holds until it ends, not a request longer", async () => {
    const ada = await foundTeam();
    const get = await serve();
    const me = () => get("/api/trpc/members.me", { headers: { host: HOST, ...cookieOf(ada) } });
    expect(JSON.parse((await me()).text).result.data).toMatchObject({ id: ada.id, name: "Ada" });
    await transaction((tx) => endSession(tx, ada.actor));
    const refused = await me();
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.text).error).toMatchObject({ data: { code: "UNAUTHORIZED", app: "UNAUTHENTICATED" } });
  });

  test("on https only the cookie that browsers hold to this host counts", async () => {
    const ada = await foundTeam();
    const get = await serve({ PUBLIC_URL: "https://tidings.example.org" });
    const me = (name: string) =>
      get("/api/trpc/members.me", { headers: { host: "x", cookie: `${name}=${ada.token}` } });
    expect((await me("tidings-session")).status).toBe(401);
    expect((await me("__Host-tidings-session")).status).toBe(200);
  });

  test("unsubscribing by a mail program needs no origin, and no cookie helps it", async () => {
    const ada = await foundTeam();
    const get = await serve();
    const { status } = await get("/api/unsubscribe/token", post({ ...cookieOf(ada), origin: "https://mail.example" }));
    expect(status).toBe(404);

    const headers: Record<string, string> = { host: HOST, ...cookieOf(ada) };
    const request = { method: "POST", headers } as unknown as IncomingMessage;
    const keeper = { env: readEnv({}), readSession, countRequest: async () => {} };
    const scope = (): RequestScope => ({ requestId: "", actor: null, client: { address: "", device: "" } });
    const [outside, ours] = [scope(), scope()];
    await guard({ ...request, method: "GET" } as IncomingMessage, ours, { methods: ["GET"], origin: "ours" }, keeper);
    await guard(request, outside, { methods: ["POST"], origin: "any" }, keeper);
    expect(ours.actor).toMatchObject({ id: ada.id });
    expect(outside.actor).toBeNull();
    expect(headers.cookie).toBeUndefined();
  });
});

describe("what is let through", () => {
  test("only methods that an entrance answers", async () => {
    const get = await serve();
    const refused = await get("/inbox", { method: "DELETE", headers: ours });
    expect(refused).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    expect((await get("/inbox", { headers: ours })).status).toBe(200);
    expect((await get("/_next/static/x.js", { method: "POST", headers: ours })).status).toBe(405);
  });

  test.each([
    ["that says its size", false],
    ["that comes in pieces", true],
  ])("a body %s is cut off at 1 MB", async (_what, chunked) => {
    const ada = await foundTeam();
    const get = await serve();
    const send = (size: number) =>
      get("/api/trpc/settings.setHours", {
        method: "POST",
        headers: { ...ours, ...cookieOf(ada) },
        body: Buffer.alloc(size, " "),
        chunked,
      });
    expect((await send(1024 * 1024 + 1)).status).toBe(413);
    expect((await send(1024 * 1024)).status).toBe(400);
  });

  test("a form for Next says how large it is, or nobody reads it", async () => {
    const get = await serve();
    const send = (more: Asked) =>
      get("/api/auth/callback/password", { method: "POST", headers: ours, body: "a=b", ...more });
    expect(await send({ chunked: true })).toMatchObject({ status: 411, headers: { connection: "close" } });
    expect((await send({})).status).toBe(200);
    expect((await send({ body: Buffer.alloc(1024 * 1024 + 1) })).status).toBe(413);
  });

  test("case 46: limits are not dodged by User-Agent or X-Forwarded-For, and a signed-in member has their own", async () => {
    const ada = await foundTeam();
    const get = await serve();
    const statuses = new Map<number, number>();
    for (let i = 0; i < 320; i += 1) {
      const headers = { host: HOST, "user-agent": `browser ${i}`, "x-forwarded-for": `10.0.${i % 250}.${i}` };
      const { status } = await get("/inbox", { headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 300, 429: 20 });
    expect((await get("/inbox", { headers: { host: HOST, ...cookieOf(ada) } })).status).toBe(200);
  });

  test("behind a proxy the address that it saw counts, and none further left", async () => {
    const get = await serve({ TRUST_PROXY: "1" });
    const from = (forwarded: string) => get("/inbox", { headers: { host: HOST, "x-forwarded-for": forwarded } });
    for (let i = 0; i < 300; i += 1) await from(`10.0.0.${i % 250}, 203.0.113.7`);
    expect((await from("10.9.9.9, 203.0.113.7")).status).toBe(429);
    expect((await from("203.0.113.7, 203.0.113.8")).status).toBe(200);
  });
});

describe("what an answer bears", () => {
  test("a page gets a fresh nonce, and no header of an outsider's takes its place", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const get = await serve({ PUBLIC_URL: "https://tidings.example.org" }, async (request, response) => {
      seen.push({ ...request.headers });
      response.end();
    });
    const forged = {
      host: "tidings.example.org",
      "x-nonce": "forged",
      "content-security-policy": "script-src 'nonce-forged'",
      "x-forwarded-host": "evil.example",
      "x-middleware-subrequest": "src/middleware",
    };
    const answers = [await get("/", { headers: forged }), await get("/", { headers: forged })];
    for (const [at, { headers }] of answers.entries()) {
      const policy = String(headers["content-security-policy"]);
      const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];
      expect(seen[at]).toMatchObject({
        "x-nonce": nonce,
        "content-security-policy": policy,
        "x-forwarded-host": "tidings.example.org",
      });
      expect(seen[at]).not.toHaveProperty("x-middleware-subrequest");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers["strict-transport-security"]).toBeDefined();
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
    expect(seen[0]?.["x-nonce"]).not.toBe(seen[1]?.["x-nonce"]);
  });

  test("a fault shows a reference that the log has too, and nothing else", async () => {
    const get = await serve({}, () => Promise.reject(new Error("password of the database")));
    const answer = await get("/", { headers: { host: HOST } });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain(String(answer.headers["x-request-id"]));
    expect(answer.text).not.toContain("password");
  });
});

describe("the API's entrance", () => {
  test.each(["constructor", "__proto__", "toString", "members", "members.nothing", "%00"])(
    "case 28: there is no procedure %s, and asking for it breaks nothing",
    async (path) => {
      const get = await serve();
      expect((await get(`/api/trpc/${path}`, { headers: { host: HOST } })).status).toBe(404);
    },
  );

  test("what is no JSON is refused as such, and a path that is no text too", async () => {
    const get = await serve();
    const headers = { host: HOST };
    expect((await get("/api/trpc/members.me?input=%7B", { headers })).status).toBe(400);
    expect((await get("/api/trpc/%FF", { headers })).status).toBe(400);
    expect((await get("//", { headers })).status).toBe(200);
  });

  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("what is worth it is compressed as the client takes it: %s", async (encoding, open) => {
    const ada = await foundTeam();
    const get = await serve();
    const purpose = "What everybody should know. ".repeat(15);
    for (const name of ["one", "two", "three"])
      await ada.api.channels.create({ id: newId(), name, purpose, visibility: "public" });
    const headers = { host: HOST, ...cookieOf(ada) };
    const path = `/api/trpc/channels.list?input=${encodeURIComponent("{}")}`;
    const plain = await get(path, { headers });
    const small = await get(path, { headers: { ...headers, "accept-encoding": encoding } });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(small.headers["content-encoding"]).toBe(encoding);
    expect(open(small.body).toString()).toBe(plain.text);
    const short = await get("/api/trpc/members.me", { headers: { ...headers, "accept-encoding": encoding } });
    expect(short.headers["content-encoding"]).toBeUndefined();
  });

  test("a query is read by GET and a mutation by POST", async () => {
    const ada = await foundTeam();
    const get = await serve();
    const headers = { ...ours, ...cookieOf(ada) };
    expect((await get("/api/trpc/members.me", post(headers))).status).toBe(404);
    expect((await get(link, { headers })).status).toBe(404);
    expect((await get("/api/trpc/members.me", { headers })).status).toBe(200);
  });
});
