import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { hashToken, newToken } from "@/features/auth/tokens";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import {
  channelMembers,
  channels,
  invitations,
  members,
  pictures,
  sessions,
  type Visibility,
} from "@/platform/db/schema";
import { startBackground } from "@/server/background";
import { useDatabase } from "../support/database";
import { listen, useEntrances } from "../support/http";
import { joined, settleAnyhow, useMail } from "../support/mail";
import { expectRefused, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");
const mail = useMail();
const entrances = useEntrances();
const ORIGIN = "https://tidings.team.example";

const all = (...answers: Promise<unknown>[]) => Promise.all(answers).then((each) => JSON.stringify(each));

/** One more channel, of which these are. */
async function channel(visibility: Visibility, name: string, ...people: Person[]) {
  const id = newId();
  const createdAt = clock.now() - 1_000;
  await transaction(async (tx) => {
    await tx
      .insert(channels)
      .values({ id, name, nameKey: name, purpose: "", visibility, makerId: people[0]!.id, createdAt });
    for (const { id: memberId } of people)
      await tx.insert(channelMembers).values({ channelId: id, memberId, level: "everything", joinedAt: createdAt });
  });
  return id;
}

const leave = (memberId: string, channelId: string) =>
  transaction(async (tx) => {
    await tx
      .delete(channelMembers)
      .where(and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, memberId)));
  });

/** A cookie of this person's, as a browser has it. */
async function cookieOf({ id }: Person): Promise<string> {
  const token = newToken();
  const at = clock.now();
  await transaction((tx) =>
    tx.insert(sessions).values({
      ...{ id: newId(), tokenHash: hashToken(token), memberId: id, device: "test" },
      ...{ createdAt: at, seenAt: at, confirmedAt: at, expiresAt: at + 86_400_000 },
    }),
  );
  return `__Host-tidings-session=${token}`;
}

test("hostile case 3, nobody makes a private channel public by making it again", async () => {
  const { ada, bob, channel: made } = await scene(clock, { channel: "private", members: ["ada", "bob"] });
  const again = { id: made.id, name: made.name, purpose: "", visibility: "public" } as const;
  await expectRefused({ cause: { code: "CONFLICT" } }, [
    () => ada.channels.create(again),
    () => bob.channels.create(again),
  ]);
  await expect(ada.channels.create({ ...again, visibility: "private" })).resolves.toMatchObject({ id: made.id });
  await expect(ada.channels.get({ channelId: made.id })).resolves.toMatchObject({ visibility: "private" });
});

test("hostile case 7, access follows a moved thread at once: inbox, addresses, held mail and what was quoted", async () => {
  const { ada, bob, start, channel: open } = await scene(clock, { members: ["ada", "bob"] });
  await joined(ada, bob);
  const { id, postId } = await start(ada, "The offer", "To @bob.");
  await settle();
  const closed = await channel("private", "board", ada);
  const link = await bob.threads.start({
    ...{ id: newId(), postId: newId(), channelId: open.id, title: "About it" },
    body: `${ORIGIN}/t/${id}`,
  });
  const seenBy = async (who: Person) =>
    all(
      who.inbox.list({}),
      who.threads.list({ channelId: open.id }),
      who.posts.page({ threadId: link.id }),
      who.inbox.counts(),
    );
  expect(await seenBy(bob)).toContain("The offer");
  await expect(bob.posts.place({ id: postId })).resolves.toMatchObject({ threadId: id });

  await expect(bob.threads.move({ id, channelId: closed })).rejects.toMatchObject({ cause: { code: "FORBIDDEN" } });
  await ada.threads.move({ id, channelId: closed });
  expect(await seenBy(bob)).not.toContain("The offer");
  await expectRefused({ cause: { code: "NOT_FOUND" } }, [
    () => bob.threads.get({ id }),
    () => bob.posts.page({ threadId: id }),
    () => bob.posts.place({ id: postId }),
    () => bob.posts.add({ id: newId(), threadId: id, body: "Still here." }),
    () => bob.inbox.done({ threadId: id, upTo: 1 }),
  ]);
  expect(await seenBy(ada)).toContain("The offer");
  clock.set("2026-11-20T09:00:00Z");
  await settleAnyhow();
  const mailed = mail.sink().received.filter(({ to }) => to.includes("bob@example.org"));
  expect(JSON.stringify(mailed.map(({ mail: { subject, text, html } }) => [subject, text, html]))).not.toContain(
    "The offer",
  );
});

test("hostile case 9, a former member learns neither name nor count of a private channel", async () => {
  const { ada, bob, start, channel: made } = await scene(clock, { channel: "private", members: ["ada", "bob"] });
  const open = await channel("public", "lobby", ada, bob);
  await start(ada, "The offer", "To @bob.");
  await settle();
  const hint = await ada.threads.start({
    ...{ id: newId(), postId: newId(), channelId: open, title: "Hint" },
    body: "See #platform.",
  });
  const known = () =>
    all(
      bob.channels.list({}),
      bob.inbox.list({}),
      bob.posts.page({ threadId: hint.id }),
      bob.posts.preview({ body: "#platform" }),
    );
  expect(await known()).toContain(made.id);
  expect(await bob.inbox.counts()).toEqual({ open: 1, unread: 1 });
  await ada.channels.removeMember({ channelId: made.id, memberId: bob.id });
  const after = await known();
  for (const word of [made.id, "The offer"]) expect(after).not.toContain(word);
  expect(JSON.stringify(await bob.posts.page({ threadId: hint.id }))).not.toContain(made.name);
  expect(await bob.inbox.counts()).toEqual({ open: 0, unread: 0 });
  // What is taken would tell that it exists.
  await expect(bob.channels.create({ id: newId(), name: made.name })).resolves.toMatchObject({ name: made.name });
});

test("hostile case 10, a former member can do nothing more with their own old posts", async () => {
  const { ada, bob, start, reply, channel: made } = await scene(clock, { channel: "private", members: ["ada", "bob"] });
  const { id } = await start(ada);
  const { id: own } = await reply(bob, id, "Mine.");
  const acts = [
    () => reply(bob, id, "More.", own),
    () => bob.posts.place({ id: own }),
    () => bob.inbox.markRead({ threadId: id, upTo: 2 }),
    () => bob.follows.set({ threadId: id, state: "following" as const }),
    // The same call again is no way around it either.
    () => bob.posts.add({ id: own, threadId: id, body: "Mine." }),
  ];
  for (const act of acts) await expect(act()).resolves.toBeDefined();
  await ada.channels.removeMember({ channelId: made.id, memberId: bob.id });
  await expectRefused({ cause: { code: "NOT_FOUND" } }, acts);
});

test("hostile case 18, a guest finds no public channel, no archived one and nobody beyond their own channels", async () => {
  const {
    ada,
    gil,
    channel: made,
  } = await scene(clock, {
    members: ["ada", "gil"],
    outsiders: ["cy"],
    guests: ["gil"],
  });
  const lobby = await channel("public", "lobby", ada);
  const old = await channel("public", "attic", ada);
  await transaction((tx) => tx.update(channels).set({ archivedAt: clock.now() }).where(eq(channels.id, old)));
  const { id } = await ada.threads.start({ id: newId(), postId: newId(), channelId: lobby, title: "T", body: "B" });
  const lists = (who: Person) =>
    all(
      who.channels.list({}),
      who.channels.list({ joined: false }),
      who.channels.list({ archived: true }),
      who.members.list({}),
    );
  for (const word of ["lobby", "attic", '"cy"']) {
    expect(await lists(ada)).toContain(word);
    expect(await lists(gil)).not.toContain(word);
  }
  expect(await lists(gil)).toContain(made.id);
  await expectRefused({ cause: { code: "NOT_FOUND" } }, [
    () => gil.channels.get({ channelId: lobby }),
    () => gil.channels.join({ channelId: lobby }),
    () => gil.channels.get({ channelId: old }),
    () => gil.threads.list({ channelId: lobby }),
    () => gil.threads.get({ id }),
  ]);
  expect(await all(gil.posts.preview({ body: "#lobby @cy" }))).not.toMatch(/href/);
});

test("hostile case 23, the title of a linked thread goes with the access to it", async () => {
  const { ada, bob, start, channel: made } = await scene(clock, { members: ["ada", "bob"] });
  const closed = await channel("private", "board", ada, bob);
  const hidden = await ada.threads.start({
    ...{ id: newId(), postId: newId(), channelId: closed, title: "The offer", body: "Words." },
  });
  const { id } = await start(ada, "Open", `${ORIGIN}/t/${hidden.id} and ${ORIGIN}/p/${hidden.postId}`);
  const page = async () => JSON.stringify(await bob.posts.page({ threadId: id }));
  expect(await page()).toContain("The offer");
  await leave(bob.id, closed);
  for (const word of ["The offer", hidden.id, hidden.postId, closed, "board"]) expect(await page()).not.toContain(word);
  expect(await all(ada.posts.page({ threadId: id }))).toContain("The offer");
  expect(await all(bob.threads.list({ channelId: made.id }))).not.toContain("The offer");
});

test("hostile case 24, a picture's address opens nothing once its reader may not know of its member", async () => {
  const { ada, gil, channel: made } = await scene(clock, { members: ["ada", "gil"], guests: ["gil"] });
  const id = newId();
  await transaction(async (tx) => {
    await tx.insert(pictures).values({ memberId: ada.id, id, data: Buffer.from("webp").toString("base64") });
    await tx.update(members).set({ pictureId: id }).where(eq(members.id, ada.id));
  });
  const get = await entrances({ PUBLIC_URL: ORIGIN });
  const cookie = await cookieOf(gil);
  const status = async (whose: string) =>
    (await get(`/api/pictures/${whose}/${id}`, { headers: { host: "tidings.team.example", cookie } })).status;
  expect(await status(ada.id)).toBe(200);
  expect(await status(gil.id)).toBe(404);
  await leave(gil.id, made.id);
  expect(await status(ada.id)).toBe(404);
});

describe("hostile case 33, no name or title begins a new line of a mail's head", () => {
  test.each(["\r\n", "\n", "\r", "\u2028", "\u0085", "\u000b"])("%j", async (line) => {
    const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
    await joined(ada, bob);
    const words = `Offer${line}Bcc: eve@evil.example`;
    await expectRefused({ cause: { code: "INVALID" } }, [() => start(ada, words), () => start(ada, `Offer${line}X`)]);
    await start(ada, "Offer", `To @bob. ${words}`);
    // Written past every check, as by an import: the mail's head stays whole all the same.
    await transaction((tx) => tx.update(members).set({ name: words }).where(eq(members.id, ada.id)));
    await settle();
    clock.set("2026-11-20T09:00:00Z");
    await settleAnyhow();
    const [sent] = mail.sink().received;
    expect(sent?.mail.subject).toBeTruthy();
    expect(mail.sink().received.flatMap(({ to }) => to)).not.toContain("eve@evil.example");
    expect(sent?.mail.headers.map(({ key }) => key)).not.toContain("bcc");
  });
});

test("hostile case 50, a cookie alone makes no key to the team: the page that asks has to be ours", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  const get = await entrances({ PUBLIC_URL: ORIGIN });
  const cookie = await cookieOf(ada);
  const make = (headers: Record<string, string>) =>
    get("/api/trpc/invitations.make", {
      method: "POST",
      headers: { host: "tidings.team.example", ...headers },
      body: JSON.stringify({ to: [{ id: newId() }] }),
    });
  expect((await make({ cookie })).status).toBe(403);
  expect((await make({ cookie, origin: "https://evil.example" })).status).toBe(403);
  expect((await make({ origin: ORIGIN })).status).toBe(401);
  expect((await make({ cookie, origin: ORIGIN })).status).toBe(200);
  expect(await reader().select({ id: invitations.id }).from(invitations)).toHaveLength(1);
});

test("hostile case 25, a stream's place from the time of membership gives nothing after it", async () => {
  const { ada, bob, start, channel: made } = await scene(clock, { channel: "private", members: ["ada", "bob"] });
  const background = await startBackground();
  try {
    const { port } = await entrances();
    const { id } = await start(ada);
    await ada.channels.removeMember({ channelId: made.id, memberId: bob.id });
    const cookies = await Promise.all([ada, bob].map(cookieOf));
    const [hers, his] = await Promise.all(cookies.map((cookie) => listen(port, cookie.replace("__Host-", ""), 0)));
    await expect.poll(() => hers?.text, { timeout: 5_000 }).toContain(id);
    await expect.poll(() => his?.text, { timeout: 5_000 }).toContain("channel.left");
    expect(his?.text).not.toContain(id);
    for (const stream of [hers, his]) stream?.close();
  } finally {
    await background.stop();
  }
});

test("hostile case 28, a link of any length or form opens nothing, and is told so like any other", async () => {
  const { ada } = await scene(clock, { members: ["ada"] });
  const looks = [ada.join.look, ada.join.lookSelf, ada.setUp.look];
  for (const token of ["guessed", "x".repeat(5_000), "\u0000", "\ud800", "__proto__", "../../etc/passwd"])
    for (const look of looks) expect(await look({ token })).toMatchObject({ state: "unknown" });
  const [made] = await ada.invitations.make({ to: [{ id: newId() }] });
  expect(await ada.join.look({ token: made!.token })).toMatchObject({ state: "open" });
});
