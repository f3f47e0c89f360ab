import { existsSync, readFileSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { and, eq, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createMail } from "@/features/mails";
import { memberSummaries, mergeMember } from "@/features/members";
import { newId } from "@/kernel/ids";
import { nameKey } from "@/kernel/text";
import { compactDatabase, engine, reader, transaction } from "@/platform/db";
import * as schema from "@/platform/db/schema";
import { withScope } from "@/platform/request";
import { useDatabase } from "../support/database";
import { as, signedIn } from "../support/people";
import { expectRefused, type Person, person, scene, settle, useScene } from "../support/scene";

const database = useDatabase();
const clock = useScene();

/** What must not be found anywhere afterwards. */
const traces = ["Quintessa", "Vanderbrook", "quinta", "198.51.100.77", "Zephyrphone"];

const found = (text: string): string[] =>
  traces.map((trace) => trace.toLowerCase()).filter((trace) => text.toLowerCase().includes(trace));

async function everyRow(): Promise<string> {
  const tables = Object.values(schema).filter((one) => is(one, SQLiteTable) || is(one, PgTable)) as SQLiteTable[];
  const all = await Promise.all(
    tables.map(async (table) => [getTableName(table), await reader().select().from(table)] as const),
  );
  return JSON.stringify(all);
}
const sqliteBytes = (): string =>
  ["", "-wal", "-shm"]
    .map((end) => database.url() + end)
    .filter(existsSync)
    .map((path) => readFileSync(path, "latin1"))
    .join("");

/** The bytes of the tables, and of what is kept beside them because it is long, as they lie on the disk. */
async function postgresBytes(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  try {
    await client.query("checkpoint");
    const { rows } = await client.query(
      `select encode(pg_read_binary_file(pg_relation_filepath(c.oid)), 'escape') as bytes
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 't') and n.nspname in ('public', 'pg_toast')`,
    );
    return rows.map(({ bytes }: { bytes: string }) => bytes).join("");
  } finally {
    await client.end();
  }
}
const fileBytes = async () => (engine === "sqlite" ? sqliteBytes() : await postgresBytes()).toLowerCase();

/** Quintessa wrote, was named, was mailed to, signed in from somewhere, and administered; then her time here ended. */
async function team() {
  const set = await scene(clock, { members: ["ada", "bob"] });
  const { ada, bob, channel, start, reply } = set;
  const quinta = await person("quinta", "admin", clock.now());
  const { members, addresses, addressChanges, sessions, passwords, passkeys, totpKeys, oidcSubjects, auditEntries } =
    schema;
  await transaction(async (tx) => {
    const name = "Quintessa Vanderbrook";
    const personal = { name, nameKey: nameKey(name), pronouns: "quinta/quintas", locale: "de", pictureId: newId() };
    await tx.update(members).set(personal).where(eq(members.id, quinta.id));
    await tx.insert(schema.pictures).values({ memberId: quinta.id, id: newId(), data: "Quintessa" });
    await tx.insert(passwords).values({ memberId: quinta.id, hash: "Quintessa", changedAt: 0 });
    await tx.update(sessions).set({ device: "Zephyrphone" }).where(eq(sessions.memberId, quinta.id));
    const key = { id: newId(), credentialId: "q", publicKey: "q", counter: 0, transports: [], name: "Zephyrphone" };
    await tx.insert(passkeys).values({ ...key, memberId: quinta.id, createdAt: 0 });
    await tx.insert(totpKeys).values({ memberId: quinta.id, sealed: "Quintessa", lastStep: 0 });
    const subject = { id: newId(), issuer: "https://id.example", subject: "quinta", createdAt: 0 };
    await tx.insert(oidcSubjects).values({ ...subject, memberId: quinta.id });
    const change = { oldAddress: "quinta@before.example", newAddress: "quinta@example.org", changedAt: 0 };
    await tx.insert(addressChanges).values({ id: newId(), memberId: quinta.id, ...change });
    const link = {
      kind: "prove-address" as const,
      payload: { address: "quinta@next.example" },
      createdAt: 0,
      expiresAt: 1,
    };
    await tx.insert(schema.oneTimeLinks).values({ ...link, id: newId(), tokenHash: "q", memberId: quinta.id });
    const join = {
      kind: "self-join" as const,
      payload: { address: "quinta@example.org" },
      createdAt: 0,
      expiresAt: 1,
      spentAt: 1,
    };
    await tx.insert(schema.oneTimeLinks).values({ ...join, id: newId(), tokenHash: "q2", spentBy: quinta.id });
    const asked = {
      kind: "self-join" as const,
      payload: { address: "quinta@example.org" },
      createdAt: 0,
      expiresAt: 1,
    };
    await tx.insert(schema.oneTimeLinks).values({ ...asked, id: newId(), tokenHash: "q3" });
    const invitation = { role: "member" as const, uses: 1, maxUses: 1, createdAt: 0, expiresAt: 1, makerId: ada.id };
    for (const address of ["Quinta@example.org", "quinta@work.example"]) {
      const id = newId();
      await tx.insert(schema.invitations).values({ ...invitation, id, tokenHash: id, address });
      if (address.endsWith("work.example"))
        await tx.insert(schema.invitationUses).values({ memberId: quinta.id, invitationId: id, usedAt: 0 });
    }
    expect(await tx.select().from(addresses).where(eq(addresses.memberId, quinta.id))).toHaveLength(1);
  });
  await quinta.channels.join({ channelId: channel.id });
  await withScope({ requestId: newId(), actor: null, client: { address: "198.51.100.77", device: "" } }, () =>
    quinta.admin.signOut({ memberId: bob.id }),
  );
  const bobAgain = (await signedIn(bob.id)).api;
  const { id: hers } = await start(quinta, "Zephyrphone plans", "What I think of the Zephyrphone.");
  const { id: threadId } = await start(ada, "A thread", "Ask @quinta, see `@quinta`, or @QUINTA.");
  await reply(quinta, threadId, "An answer.");
  const gone = await reply(quinta, threadId, "Quintessa takes this back.");
  const [first] = await reader()
    .select()
    .from(schema.posts)
    .where(and(eq(schema.posts.threadId, threadId), eq(schema.posts.number, 1)));
  await transaction(async (tx) => {
    const { posts, postRevisions, drafts } = schema;
    const deleted = { deletedAt: clock.now(), deletedById: quinta.id };
    await tx.update(posts).set(deleted).where(eq(posts.id, gone.id));
    const before = { number: 1, at: 0 };
    await tx.insert(postRevisions).values([
      { ...before, postId: first!.id, body: "Once: ask @Quinta." },
      { ...before, postId: gone.id, body: "Vanderbrook" },
    ]);
    const draft = { place: `thread:${threadId}`, title: "", version: 1, updatedAt: 0 };
    await tx.insert(drafts).values([
      { ...draft, id: newId(), memberId: quinta.id, body: "Zephyrphone" },
      { ...draft, id: newId(), memberId: bob.id, body: "Ask @QUINTA." },
    ]);
  });
  await settle();
  const mailIds: string[] = [];
  await transaction(async (tx) => {
    for (const memberId of [quinta.id, bob.id]) mailIds.push((await createMail(tx, { memberId, kind: "digest" }))!);
    mailIds.push((await createMail(tx, { memberId: null, kind: "digest", address: "Quinta@example.org" }))!);
  });
  await settle();
  await transaction(async (tx) => {
    const said = { subject: "News", html: "<p>Quintessa\nVanderbrook wrote</p>", text: "Quintessa\nVanderbrook wrote" };
    const error = "550 quinta@example.org";
    await tx.update(schema.mails).set(said);
    for (const id of [mailIds[0]!, mailIds[2]!]) {
      await tx.update(schema.mails).set({ lastError: error }).where(eq(schema.mails.id, id));
      await tx
        .update(schema.jobs)
        .set({ lastError: error })
        .where(eq(schema.jobs.dedupeKey, `send-mail:${id}`));
    }
    expect(await tx.select().from(auditEntries)).toHaveLength(1);
  });
  return { ...set, quinta, bobAgain, hers, threadId, mailIds };
}

test("nothing personal of an erased member is left in any table or file", async () => {
  const { ada, quinta, bobAgain, threadId, hers } = await team();
  const before = await everyRow();
  expect(found(before)).toEqual(traces.map((trace) => trace.toLowerCase()));
  await ada.admin.deactivate({ memberId: quinta.id, heirId: null });
  await ada.admin.erase({ memberId: quinta.id, handle: "@quinta", posts: "remove" });
  await settle();

  const after = await everyRow();
  expect(found(after)).toEqual([]);
  const bytes = await fileBytes();
  expect(bytes).toContain("a thread");
  expect(found(bytes)).toEqual([]);
  const { items } = await bobAgain.posts.page({ threadId });
  expect(items[0]!.html).toContain("@former member");
  expect(items[1]).toMatchObject({ author: { name: "" }, html: "", deleted: true });
  expect(await bobAgain.threads.get({ id: hers })).toMatchObject({ title: "Deleted thread", author: { name: "" } });
  expect((await ada.audit.list({ memberId: quinta.id })).items.map(({ action, from }) => ({ action, from }))).toEqual([
    { action: "member.erased", from: "" },
    { action: "member.deactivated", from: "" },
    { action: "member.signed_out", from: "" },
  ]);
  expect(JSON.stringify(await ada.members.list({}))).not.toContain(quinta.id);
});

test("what they wrote may stay, under no name", async () => {
  const { ada, quinta, bobAgain, threadId, hers } = await team();
  await ada.admin.deactivate({ memberId: quinta.id, heirId: null });
  await ada.admin.erase({ memberId: quinta.id, handle: "quinta", posts: "keep" });
  await settle();
  const { items } = await bobAgain.posts.page({ threadId });
  expect(items[1]).toMatchObject({ author: { name: "" }, html: expect.stringContaining("An answer."), deleted: false });
  expect(await bobAgain.threads.get({ id: hers })).toMatchObject({ title: "Zephyrphone plans" });
  expect(found(await everyRow())).toEqual(["zephyrphone"]);
});

test("a handle that was freed names its next holder, and the old posts still nobody", async () => {
  const { ada, quinta, bobAgain, threadId } = await team();
  await ada.admin.deactivate({ memberId: quinta.id, heirId: null });
  await ada.admin.erase({ memberId: quinta.id, handle: "quinta", posts: "keep" });
  await settle();
  await person("quinta", "member", clock.now());
  await transaction((tx) => tx.update(schema.posts).set({ rendererVersion: 0 }));
  await transaction((tx) => tx.delete(schema.jobs).where(eq(schema.jobs.kind, "posts.re-render")));
  await settle();
  const { items } = await bobAgain.posts.page({ threadId });
  expect(items[0]!.html).toContain("@former member");
  expect(items[0]!.html).not.toContain("@quinta");
});

test("owners alone erase, a deactivated member, by typing the handle; the second time there is nobody", async () => {
  const { ada, bob, quinta } = await team();
  const input = { memberId: quinta.id, handle: "quinta", posts: "keep" } as const;
  const ivo = await person("ivo", "admin", clock.now());
  await expectRefused({ code: "CONFLICT" }, [() => ada.admin.erase(input)]);
  await ada.admin.deactivate({ memberId: quinta.id, heirId: null });
  // An admin may look after a member, so that only being no owner stands in the way.
  await transaction((tx) => tx.update(schema.members).set({ role: "member" }).where(eq(schema.members.id, quinta.id)));
  const bobNow = (await signedIn(bob.id)).api;
  await expectRefused({ code: "FORBIDDEN" }, [() => ivo.admin.erase(input), () => bobNow.admin.erase(input)]);
  await expect(ada.admin.erase({ ...input, handle: "quint" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expectRefused({ code: "NOT_FOUND" }, [() => ada.admin.erase({ ...input, memberId: newId() })]);
  const results = await Promise.allSettled([ada.admin.erase(input), ada.admin.erase(input)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expectRefused({ code: "NOT_FOUND" }, [
    () => ada.admin.erase(input),
    () => ada.admin.reactivate({ memberId: quinta.id }),
  ]);
  await settle();
  await expectRefused({ code: "NOT_FOUND" }, [() => ada.admin.erase(input)]);
});

test("the database goes on while its files are written anew", async () => {
  const { ada, bobAgain, channel } = await team();
  const compacting = compactDatabase(["posts"]);
  const meanwhile = ada.channels.create({ id: newId(), name: "meanwhile" });
  let [turns, ended] = [0, false];
  const done = compacting.finally(() => {
    ended = true;
  });
  for (; !ended; turns += 1) await nextTurn();
  await Promise.all([done, meanwhile]);
  // PostgreSQL's files are written anew by PostgreSQL.
  if (engine === "sqlite") expect(turns, "turns of the event loop meanwhile").toBeGreaterThan(1);
  expect((await bobAgain.channels.list({})).items.map(({ name }) => name)).toEqual(["meanwhile", channel.name]);
  expect(await as(null).setUp.look({ token: "x" })).toMatchObject({ state: "unknown" });
});

describe("who was called otherwise before", () => {
  /** Whether a trace of somebody is anywhere. */
  const isFound = async (trace: string) => (await everyRow()).toLowerCase().includes(trace);

  async function renamed() {
    const set = await scene(clock, { members: ["ada", "bob"] });
    const quinta = await person("quinta", "member", clock.now());
    const { id: before } = await set.start(set.ada, "Before", "Ask @quinta, or `@quinta`.");
    clock.advance(1_000);
    await quinta.members.setProfile({ name: "Renata Vandermeer", handle: "renata" });
    return { ...set, quinta, before };
  }
  const erase = async (ada: Person, memberId: string, handle: string) => {
    await ada.admin.deactivate({ memberId, heirId: null });
    await ada.admin.erase({ memberId, handle, posts: "keep" });
    await settle();
  };
  const bodyOf = async (threadId: string) => {
    const [row] = await reader().select().from(schema.posts).where(eq(schema.posts.threadId, threadId));
    return row!.body;
  };

  test("leaves no older name or handle behind, neither in posts nor in mails to others", async () => {
    const { ada, bob, quinta, before, start } = await renamed();
    clock.advance(1_000);
    const { id: after } = await start(bob, "After", "Ask @renata. Or @QUINTA, as before.");
    const mailId = await transaction((tx) => createMail(tx, { memberId: bob.id, kind: "digest" }));
    await settle();
    const said = { subject: "", html: "", text: "quinta wrote" };
    await transaction((tx) => tx.update(schema.mails).set(said).where(eq(schema.mails.id, mailId!)));
    expect([await isFound("quinta"), await isFound("renata")]).toEqual([true, true]);
    await erase(ada, quinta.id, "renata");
    expect([await isFound("quinta"), await isFound("renata")]).toEqual([false, false]);
    expect(await bodyOf(before)).toContain(`@former-${quinta.id.slice(-12)}`);
    expect(await bodyOf(after)).toBe(
      `Ask @former-${quinta.id.slice(-12)}. Or @former-${quinta.id.slice(-12)}, as before.`,
    );
  });

  test("leaves what was written of those who had the handle before and after", async () => {
    const { ada, bob, quinta, before, start } = await renamed();
    clock.advance(1_000);
    await bob.members.setProfile({ handle: "quinta" });
    clock.advance(1_000);
    const { id: after } = await start(ada, "After", "Ask @quinta.");
    await erase(ada, quinta.id, "renata");
    expect(await bodyOf(before)).not.toContain("quinta");
    expect(await bodyOf(after)).toBe("Ask @quinta.");
    clock.advance(1_000);
    await erase(ada, bob.id, "quinta");
    expect(await bodyOf(after)).toBe(`Ask @former-${bob.id.slice(-12)}.`);
    expect(await bodyOf(before)).toContain(`@former-${quinta.id.slice(-12)}`);
  });

  test("leaves nothing of accounts that were merged into theirs one after another", async () => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    const chain = ["quinta", "sexta", "septima"];
    const people: Person[] = [];
    for (const name of chain) people.push(await person(name, "member", clock.now()));
    const { id } = await start(ada, "All", "Ask @quinta, @sexta and @septima.");
    for (const [at, from] of people.slice(0, 2).entries()) {
      clock.advance(1_000);
      await transaction((tx) => mergeMember(tx, from.id, people[at + 1]!.id));
    }
    await settle();
    const last = people[2]!;
    expect((await memberSummaries(reader(), [people[0]!.id])).get(people[0]!.id)).toMatchObject({ id: last.id });
    await erase(ada, last.id, "septima");
    for (const name of chain) expect(await isFound(name), name).toBe(false);
    const former = `@former-${last.id.slice(-12)}`;
    expect(await bodyOf(id)).toBe(`Ask ${former}, ${former} and ${former}.`);
    expect((await bob.members.find({ text: "quinta" })).length).toBe(0);
  });
});
