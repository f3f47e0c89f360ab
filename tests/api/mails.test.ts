import { and, asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { messageIdsOfPosts, readUnsubscribeToken } from "@/features/mails";
import { DAY, HOUR, MINUTE } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { deliveries, jobs, mailedPosts, mails, members, messageIds, posts, workspace } from "@/platform/db/schema";
import { forget } from "@/platform/once";
import { useDatabase } from "../support/database";
import { HOST, joined, settleAnyhow, useMail } from "../support/mail";
import { scene, settle, useScene } from "../support/scene";

const FRIDAY_NINE = "2026-11-20T09:00:00Z";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");

/** A team in which a digest waits for bob. */
async function waiting(title = "A question") {
  const made = await scene(clock, { members: ["ada", "bob", "cy"] });
  await joined(made.bob);
  const thread = await made.start(made.ada, title, "For @bob.");
  await settle();
  return { ...made, thread };
}

const mailRow = async () => {
  const [row] = await reader().select().from(mails).orderBy(asc(mails.createdAt));
  return row!;
};
/** What became of everything that waited for this member's digest. */
const fates = async (person: { id: string }) =>
  (
    await reader()
      .select({ state: deliveries.state })
      .from(deliveries)
      .where(and(eq(deliveries.memberId, person.id), eq(deliveries.route, "digest")))
      .orderBy(asc(deliveries.state))
  ).map(({ state }) => state);

describe("a mail", () => {
  const mail = useMail();

  test("bears the headers by which programs thread, list and unsubscribe", async () => {
    const { thread, bob } = await waiting();
    await transaction((tx) => tx.update(workspace).set({ name: "Zoë & Söhne" }));
    clock.set(FRIDAY_NINE);
    await settle();
    const [received] = mail.sink().received;
    const header = (key: string) => received?.mail.headers.find((each) => each.key === key)?.value ?? "";
    const row = await mailRow();
    expect(received).toMatchObject({ from: `notify@${HOST}`, to: ["bob@example.org"] });
    expect(received?.mail).toMatchObject({
      from: { name: "Zoë & Söhne", address: `notify@${HOST}` },
      to: [{ name: "bob", address: "bob@example.org" }],
      messageId: `<${row.messageId}>`,
      inReplyTo: `<${thread.postId}@${HOST}>`,
      references: `<${thread.postId}@${HOST}>`,
      date: "2026-11-20T09:00:00.000Z",
    });
    expect(header("list-id")).toContain(`<digest.${HOST}>`);
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(header("x-auto-response-suppress")).toBe("All");
    const token = new RegExp(`^<https://${HOST}/api/unsubscribe/(.+)>$`).exec(header("list-unsubscribe"))?.[1] ?? "";
    expect(readUnsubscribeToken(token)).toEqual({ memberId: bob.id, scope: "digest" });
    expect(received?.mail.text).toContain(`https://${HOST}/unsubscribe/${token}`);
  });

  test("that tells of several threads is a thread of its own", async () => {
    const { ada, start } = await waiting();
    await start(ada, "Another", "Also for @bob.");
    clock.set(FRIDAY_NINE);
    await settle();
    expect(mail.sink().received[0]?.mail.references).toBeUndefined();
  });

  test("shows names and titles as its reader may see them at sending", async () => {
    const { ada, cy, channel, start } = await waiting();
    await start(ada, "Links", `See #${channel.name} and @cy.`);
    await settle();
    await transaction((tx) => tx.update(members).set({ name: "Cyrus" }).where(eq(members.id, cy.id)));
    clock.set(FRIDAY_NINE);
    await settle();
    const html = mail.sink().received[0]?.mail.html ?? "";
    expect(html).toContain(`href="https://${HOST}/channels/${channel.id}"`);
    expect(html).toContain("<strong>@Cyrus</strong>");
  });

  test("keeps the Message-ID of a post for ever, also when the host moves", async () => {
    const { thread } = await waiting();
    clock.set(FRIDAY_NINE);
    await settle();
    const ids = () => reader().select().from(messageIds).where(eq(messageIds.postId, thread.postId));
    const before = await ids();
    expect(before).toMatchObject([{ messageId: `${thread.postId}@${HOST}` }]);
    process.env.PUBLIC_URL = "https://elsewhere.example";
    forget("env");
    const again = await transaction((tx) => messageIdsOfPosts(tx, [thread.postId]));
    expect(again.get(thread.postId)).toBe(`${thread.postId}@${HOST}`);
    expect(await ids()).toEqual(before);
  });
});

describe("a mail server", () => {
  const mail = useMail();

  test("that is down for a day loses nothing, and gets each mail once under its first Message-ID", async () => {
    await waiting();
    const up = await mail.down();
    clock.set(FRIDAY_NINE);
    await settleAnyhow();
    const first = await mailRow();
    expect(first).toMatchObject({ state: "pending", lastError: expect.stringContaining("ECONNREFUSED") });
    for (const wait of [MINUTE, 5 * MINUTE, 15 * MINUTE, ...Array.from({ length: 24 }, () => HOUR)]) {
      clock.advance(wait);
      await settleAnyhow();
    }
    await up();
    clock.advance(HOUR);
    await settleAnyhow();
    clock.advance(DAY);
    await settleAnyhow();
    expect(mail.sink().received.map((received) => received.mail.messageId)).toEqual([`<${first.messageId}>`]);
    expect((await mailRow()).state).toBe("sent");
  });

  test("that refuses for now is asked again after 1, 5 and 15 minutes, then hourly, with what is still unread", async () => {
    const { ada, bob, start, thread } = await waiting("Read meanwhile");
    await start(ada, "Still unread", "Also for @bob.");
    await settle();
    mail.sink().mood({ refuse: 451, at: "data" });
    clock.set(FRIDAY_NINE);
    await settleAnyhow();
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      const [job] = await reader().select({ runAt: jobs.runAt }).from(jobs).where(eq(jobs.kind, "send-mail"));
      waits.push(job!.runAt - clock.now());
      clock.set(job!.runAt);
      await settleAnyhow();
    }
    expect(waits).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR]);
    await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
    mail.sink().mood("accept");
    clock.advance(HOUR);
    await settleAnyhow();
    const [received, ...more] = mail.sink().received;
    expect(more).toEqual([]);
    expect(received?.mail.text).toContain("Still unread");
    expect(received?.mail.text).not.toContain("Read meanwhile");
    expect(await fates(bob)).toEqual(["sent", "skipped"]);
  });

  test.each([{ refuse: 550, at: "rcpt" } as const, { refuse: 554, at: "data" } as const])(
    "that refuses for good (%o) is not asked again; the mail stays readable",
    async (mood) => {
      const { bob } = await waiting();
      mail.sink().mood(mood);
      clock.set(FRIDAY_NINE);
      await settleAnyhow();
      expect(await mailRow()).toMatchObject({ state: "dead", lastError: expect.stringContaining(String(mood.refuse)) });
      expect(await fates(bob)).toEqual(["failed"]);
      const { items } = await bob.mails.list({});
      expect((await bob.mails.get({ id: items[0]!.id })).text).toContain("For @bob.");
      expect(await reader().select().from(mailedPosts)).toEqual([]);
    },
  );

  test.each([true, false])(
    "that drops the line after DATA (kept: %s) gets the same bytes again under the same Message-ID",
    async (keeps) => {
      const { bob, thread } = await waiting();
      mail.sink().mood({ drop: "after-data", keeps });
      clock.set(FRIDAY_NINE);
      await settleAnyhow();
      const uncertain = await mailRow();
      expect(uncertain.state).toBe("sending");
      await bob.inbox.markRead({ threadId: thread.id, upTo: 1 });
      mail.sink().mood("accept");
      clock.advance(MINUTE);
      await settleAnyhow();
      const raws = mail.sink().received.map(({ raw }) => raw);
      expect(new Set(raws).size).toBe(1);
      expect(raws).toHaveLength(keeps ? 2 : 1);
      expect(mail.sink().received[0]?.mail.messageId).toBe(`<${uncertain.messageId}>`);
      expect(await mailRow()).toMatchObject({ state: "sent", raw: "" });
    },
  );

  test("that drops the line does not get again what was deleted meanwhile", async () => {
    const { ada, start } = await waiting();
    await start(ada, "Kept", "Also for @bob.");
    mail.sink().mood({ drop: "after-data", keeps: false });
    clock.set(FRIDAY_NINE);
    await settleAnyhow();
    const [gone] = await reader().select().from(posts).orderBy(asc(posts.id));
    await transaction((tx) => tx.update(posts).set({ deletedAt: clock.now() }).where(eq(posts.id, gone!.id)));
    mail.sink().mood("accept");
    clock.advance(MINUTE);
    await settleAnyhow();
    const [received] = mail.sink().received;
    expect(received?.mail.messageId).toBe(`<${(await mailRow()).messageId}>`);
    expect(received?.mail.text).toContain("Kept");
    expect(received?.mail.text).not.toContain("A question");
  });

  test("that is slow is waited for", async () => {
    await waiting();
    mail.sink().mood({ slow: 700 });
    clock.set(FRIDAY_NINE);
    await settle();
    expect((await mailRow()).state).toBe("sent");
    expect(mail.sink().received).toHaveLength(1);
  });

  test("that refuses for five days is given up visibly, and a retry by hand sends the same mail", async () => {
    const { bob } = await waiting();
    mail.sink().mood({ refuse: 451, at: "rcpt" });
    clock.set(FRIDAY_NINE);
    await settleAnyhow();
    await transaction((tx) => tx.update(jobs).set({ attempts: 123 }).where(eq(jobs.kind, "send-mail")));
    clock.advance(HOUR);
    await settleAnyhow();
    const dead = await mailRow();
    expect([dead.state, await fates(bob)]).toEqual(["dead", ["dead"]]);
    expect(await bob.mails.list({})).toMatchObject({ items: [{ state: "dead" }] });
    mail.sink().mood("accept");
    await transaction((tx) => tx.update(jobs).set({ state: "ready", attempts: 0 }).where(eq(jobs.kind, "send-mail")));
    await settleAnyhow();
    expect(mail.sink().received.map((received) => received.mail.messageId)).toEqual([`<${dead.messageId}>`]);
    expect(await fates(bob)).toEqual(["sent"]);
  });
});

describe("without a mail server", () => {
  const mail = useMail({ smtp: false });

  test("each mail is kept for its addressee to read, and nobody else's", async () => {
    const { ada, bob } = await waiting();
    clock.set(FRIDAY_NINE);
    await settle();
    const { items } = await bob.mails.list({});
    expect(items).toMatchObject([{ kind: "digest", state: "kept", subject: "Fri 20 Nov: A question" }]);
    const kept = await bob.mails.get({ id: items[0]!.id });
    expect(kept).toMatchObject({ to: "bob@example.org", html: expect.stringContaining("<!doctype html>") });
    expect(kept.text).toContain("For @bob.");
    expect(mail.sink().connections()).toBe(0);
    await expect(ada.mails.get({ id: items[0]!.id })).rejects.toThrow("does not exist");
    await expect(bob.mails.get({ id: newId() })).rejects.toThrow("does not exist");
    expect((await ada.mails.list({})).items).toEqual([]);
  });
});
