import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { foundTeam, joinToken, signIn, type Visitor, visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const running: Program[] = [];
async function start(env?: Record<string, string>, dataDir?: string): Promise<Program> {
  const program = await startProgram(env, dataDir);
  running.push(program);
  return program;
}
afterEach(async () => {
  for (const program of running.splice(0)) await program.remove();
});

test("SIGTERM ends it within two seconds, with streams open, and cuts no request", async () => {
  const program = await start();
  const ada = await foundTeam(program);
  // A session has at most six streams: 200 of them are those of 34 browsers.
  const browsers = sessions(program.dataDir, 34);
  const streams = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      fetch(`${ada.origin}/api/events`, { headers: { cookie: browsers[i % browsers.length]! } }),
    ),
  );
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(200);

  const unfinished = await begin(ada, "/api/trpc/settings.setHours", { zone: "Asia/Tokyo", hours: null });
  const started = performance.now();
  const ending = program.end();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await unfinished.finish()).toBe(200);
  expect(await ending).toBe(0);
  expect(performance.now() - started).toBeLessThan(2_000);
  for (const stream of streams) await stream.body?.cancel();

  const again = await start({}, program.dataDir);
  const settings = await visitor(again.origin, ada.cookie).api.settings.mine.query();
  expect(settings.zone).toBe("Asia/Tokyo");
});

/** Signs the first member in so often, as sign-in does it, and gives the cookies. */
function sessions(dataDir: string, count: number): string[] {
  const database = new Database(join(dataDir, "tidings.db"), { timeout: 5_000 });
  const insert = database.prepare(
    `INSERT INTO sessions (id, token_hash, member_id, created_at, seen_at, expires_at, device)
     SELECT ?, ?, id, 0, ?, ?, 'Test' FROM members LIMIT 1`,
  );
  const at = Date.now();
  const cookies = Array.from({ length: count }, () => {
    const token = randomBytes(32).toString("base64url");
    insert.run(newId(), createHash("sha256").update(token).digest("base64url"), at, at + 3_600_000);
    return `tidings-session=${token}`;
  });
  database.close();
  return cookies;
}

/** Sends a request but for its last byte, which `finish` sends; gives the status of the answer. */
async function begin({ origin, cookie }: Visitor, path: string, input: unknown) {
  const body = JSON.stringify(input);
  const headers = { origin, cookie, "content-type": "application/json", "content-length": body.length };
  const sent = request(origin + path, { method: "POST", headers });
  const answer = once(sent, "response");
  sent.write(body.slice(0, -1));
  await once(sent, "socket").then(([socket]) => socket.connecting && once(socket, "connect"));
  return {
    async finish(): Promise<number> {
      sent.end(body.slice(-1));
      const [{ statusCode }] = await answer;
      return statusCode;
    },
  };
}

test("kill -9 loses nothing that was answered for", async () => {
  const program = await start();
  const ada = await foundTeam(program);
  const answered: string[] = [];
  const write = async (): Promise<void> => {
    for (;;) answered.push(await joinToken(ada));
  };
  const writers = [write(), write(), write()];
  const cut = Promise.allSettled(writers);
  const enough = async (): Promise<void> => {
    while (answered.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  // A writer ends only by failing.
  await Promise.race([enough(), ...writers]);
  await program.end("SIGKILL");
  await cut;

  const again = await start({}, program.dataDir);
  const links = await Promise.all(answered.map((token) => visitor(again.origin).api.join.look.query({ token })));
  expect(links.map(({ state }) => state)).toEqual(answered.map(() => "open"));
});

test("a later start needs under three seconds of one core and keeps the team", async () => {
  const program = await start();
  await foundTeam(program);
  await program.end();
  const again = await start({}, program.dataDir);
  expect(coreSeconds(again.process.pid)).toBeLessThan(3);
  expect(again.output()).not.toContain("/setup/");
});

/** What a process has used of a core: steadier than the clock, which other programs on the machine move. */
function coreSeconds(pid = 0): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  // utime and stime in ticks of 10 ms: fields 14 and 15 of proc(5), the 12th and 13th after the name.
  return (Number(afterName[11]) + Number(afterName[12])) / 100;
}

test("a second process on the same data folder refuses and names the first", async () => {
  const program = await start();
  await expect(startProgram({}, program.dataDir)).rejects.toThrow(`as process ${program.process.pid}`);
  expect((await fetch(`${program.origin}/api/health?ready`)).status).toBe(200);
});

test("the data folder and the secret are for their owner alone", async () => {
  const { dataDir } = await start();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
});

test("an older program refuses the database of a newer one, by name", async () => {
  const program = await start();
  await program.end();
  const database = new Database(join(program.dataDir, "tidings.db"));
  database.prepare("INSERT INTO migrations VALUES ('0099_polls', 'of a later version', 0)").run();
  database.close();
  await expect(startProgram({}, program.dataDir)).rejects.toThrow(/newer Tidings.*"0099_polls"/);
});

test("the log at its most talkative holds no token, cookie, address, password or body", async () => {
  const program = await start({ LOG_LEVEL: "debug" });
  const [, link = ""] = await program.printed(/\/setup\/([\w-]+)/);
  const ada = await foundTeam(program);
  const token = await joinToken(ada);
  const said = "the harvest is late this year";
  const { items } = await ada.api.channels.list.query({});
  const thread = { id: newId(), postId: newId(), channelId: items[0]!.id, title: "Harvest", body: said };
  await ada.api.threads.start.mutate(thread);
  for (const path of [`/join/${token}`, `/setup/${link}`, `/unsubscribe/${token}`, `/inbox?from=ada@example.org`])
    await fetch(program.origin + path, { headers: { cookie: ada.cookie } });
  await fetch(`${program.origin}/api/trpc/posts.preview`, { method: "POST", body: said });
  await program.end();

  const lines = program
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.every((line) => typeof JSON.parse(line).time === "string")).toBe(true);
  const log = lines.join("\n");
  expect(log).toContain("/join/…");
  const session = /session=([\w-]+)/.exec(ada.cookie)?.[1] ?? "no session";
  for (const secret of [link, token, session, "ada@example.org", "quiet harbour lantern", said, "Harvest"])
    expect(log).not.toContain(secret);
});

test("guessing at a password is over after ten tries, also when the program starts anew", async () => {
  const program = await start();
  await foundTeam(program);
  const guess = async (origin: string, password: string) =>
    (await signIn(origin, { address: "ada@example.org", password })).cookie.includes("tidings-session");
  for (let tries = 0; tries < 6; tries++) expect(await guess(program.origin, "not this one")).toBe(false);
  await program.end();
  const again = await start({}, program.dataDir);
  for (let tries = 0; tries < 4; tries++) expect(await guess(again.origin, "not this one")).toBe(false);
  expect(await guess(again.origin, "quiet harbour lantern")).toBe(false);
  const database = new Database(join(program.dataDir, "tidings.db"), { timeout: 5_000 });
  database.exec("DELETE FROM tries");
  database.close();
  expect(await guess(again.origin, "quiet harbour lantern")).toBe(true);
});
