import { readdirSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reader } from "@/platform/db";
import { readEnv } from "@/platform/env";
import { closeHub, openHub } from "@/platform/realtime";
import { createHandler, makeRoutes, type PageHandler } from "@/server/handler";
import { readSession, realtimeRules } from "@/server/wiring";
import { useDatabase } from "../support/database";
import type { Asked } from "../support/http";
import { type ActorName, actors } from "./access/actors";
import { entrances, methods } from "./access/entrances";
import { pages } from "./access/pages";
import { seedWorld, type World } from "./access/world";

useDatabase({ per: "file" });
const page: PageHandler = async (_request, response) => void response.end("a page");
const routes = makeRoutes({ page, files: page, development: page });
const HOST = "localhost:3000";
let world: World;
let port: number;
const server = createServer(
  createHandler({
    env: readEnv({}),
    dev: false,
    pages: page,
    files: page,
    readSession: (read, token) => readSession(read, token),
  }),
);

beforeAll(async () => {
  world = await seedWorld();
  const history = { after: async () => [], head: async () => 0 };
  await openHub({ read: reader, history, rules: realtimeRules });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  closeHub();
  server.closeAllConnections();
  server.close();
});

/** The status of an answer, of which nothing more is read: a stream has no end. */
function statusOf(actor: ActorName, path: string, { method = "GET", headers, body }: Asked = {}): Promise<number> {
  const cookie = actor === "anonymous" ? {} : { cookie: `tidings-session=${world.people[actor].token}` };
  const sent = request({
    ...{ port, host: "127.0.0.1", path, method, agent: false },
    headers: { host: HOST, ...cookie, ...(body ? { "content-length": Buffer.byteLength(body) } : {}), ...headers },
  });
  sent.end(body);
  return new Promise((resolve, reject) => {
    sent.once("error", reject);
    sent.once("response", ({ statusCode = 0 }) => {
      resolve(statusCode);
      sent.destroy();
    });
  });
}

test("every entrance and every page has its row, and no row outlives its entrance", () => {
  const paths = routes.map(({ path }) => path).sort();
  expect([Object.keys(entrances).sort(), Object.keys(methods).sort()]).toEqual([paths, paths]);
  const found = readdirSync("src/app", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\/?(page|route)\.tsx?$/.test(name),
  );
  expect(Object.keys(pages).sort()).toEqual(found.sort());
});

describe("each entrance answers each actor as its row says", () => {
  const asks = Object.values(entrances).flat();
  test.each(asks)("$what", async ({ path, asked, statuses }) => {
    const came: Partial<Record<ActorName, number>> = {};
    for (const actor of actors)
      came[actor] = await statusOf(actor, typeof path === "string" ? path : path(world), asked);
    expect(came).toEqual(statuses);
  });
});

describe("hostile case 45, whatever changes something comes from our own pages", () => {
  const own = routes.filter(({ rules }) => rules?.origin === "ours" && rules.methods.includes("POST"));
  const ours = { origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
  test.each(own)("$path", async ({ path }) => {
    const post = (headers: Record<string, string>) => statusOf("owner", `${path}x`, { method: "POST", headers });
    for (const headers of [{}, { origin: "https://evil.example" }, { ...ours, "sec-fetch-site": "cross-site" }])
      expect(await post(headers as Record<string, string>)).toBe(403);
    expect(await post(ours)).not.toBe(403);
  });
});

test.each(routes)("$path answers its own methods alone", async ({ path }) => {
  const allowed = methods[path]?.split(" ") ?? [];
  const headers = { origin: `http://${HOST}` };
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
    const status = await statusOf("member", `${path}x`, { method, headers });
    expect([method, status === 405]).toEqual([method, !allowed.includes(method)]);
  }
});
