import { join } from "node:path";
import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const LONG = 2_000;

let program: Program;
let ada: Visitor;
let bob: Visitor;
let channelId: string;
/** Bob's, with replies to replies; Ada has read its first three posts. */
let threadId: string;
/** Bob's, of 2,000 posts, of which Ada has read 1,500. */
let longId: string;

async function start(by: Visitor, title: string, body = "Two options."): Promise<string> {
  const { id } = await by.api.threads.start.mutate({ id: newId(), postId: newId(), channelId, title, body });
  return id;
}
async function reply(by: Visitor, thread: string, body: string, parentId: string | null = null): Promise<string> {
  const { id } = await by.api.posts.add.mutate({ id: newId(), threadId: thread, parentId, body });
  return id;
}

/** Makes a thread long by rows: 2,000 requests would say nothing more. Every third post answers one shortly before it. */
function lengthen(id: string): void {
  const database = new Database(join(program.dataDir, "tidings.db"));
  database.pragma("busy_timeout = 5000");
  const first = database
    .prepare("select id, author_id, renderer_version, created_at from posts where thread_id = ?")
    .get(id) as {
    id: string;
    author_id: string;
    renderer_version: number;
    created_at: number;
  };
  const insert = database.prepare(
    "insert into posts (id, thread_id, number, parent_id, author_id, body, html, renderer_version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const ids = [first.id];
  database.transaction(() => {
    for (let number = 2; number <= LONG; number++) {
      const postId = newId();
      const parent = number % 3 === 0 ? (ids[number - 2] ?? null) : number % 7 === 0 ? (ids[number - 5] ?? null) : null;
      const text = `Figure ${number}: the store holds what it held the day before, and a little more.`;
      insert.run(
        postId,
        id,
        number,
        parent,
        first.author_id,
        text,
        `<p>${text}</p>\n`,
        first.renderer_version,
        first.created_at + number,
      );
      ids.push(postId);
    }
    database
      .prepare("update threads set last_number = ?, last_post_at = ? where id = ?")
      .run(LONG, first.created_at + LONG, id);
  })();
  database.close();
}

beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  channelId = (await ada.api.channels.list.query({})).items[0]?.id as string;
  for (let i = 0; i < 25; i++) await start(bob, `Notes of week ${i + 1}`);
  longId = await start(bob, "Figures, day by day");
  lengthen(longId);
  await ada.api.inbox.markRead.mutate({ threadId: longId, upTo: 1_500 });
  threadId = await start(bob, "Where do attachments live?");
  const second = await reply(bob, threadId, "First, the bucket.");
  const third = await reply(ada, threadId, "It is **calmer**.", second);
  const fourth = await reply(bob, threadId, "Is it?", third);
  const fifth = await reply(bob, threadId, "Deep down.", fourth);
  await reply(
    bob,
    threadId,
    "Deeper still, with Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.",
    fifth,
  );
  await reply(bob, threadId, "Another branch.", second);
  await reply(bob, threadId, "Last of all.");
  await ada.api.inbox.markRead.mutate({ threadId, upTo: 3 });
  await vi.waitFor(async () => expect((await ada.api.inbox.counts.query()).open).toBeGreaterThan(25), {
    timeout: 30_000,
  });
});
afterAll(() => program.remove());
const { visit } = useBrowser();

const open = async (page: Page, id: string) => {
  await page.goto(`/channels/${channelId}/${id}`);
  await page.locator("[data-post]").first().waitFor();
  await hydrated(page);
};
/** Waits until the page's script is there: what is pressed before it does nothing. */
const hydrated = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector("[data-follow]") ?? {}).some((key) => key.startsWith("__react")),
  );
const order = (page: Page) =>
  page.locator("[data-post]").evaluateAll((all) => all.map((post) => Number((post as HTMLElement).dataset.number)));
const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.number);

describe("a thread", () => {
  test.each(looks)("is a tree or in order of time, whole and accessible at $width px, $scheme", async (look) => {
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    await ada.api.settings.setThreadView.mutate({ view: "tree" });
    await open(page, threadId);
    expect(await order(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await page.getByRole("link", { name: "in reply to Bob, 5" }).waitFor();
    await accessible(page);
    await picture(page, "thread-tree");
    await page.locator('[data-number="2"]').getByRole("button", { name: "Close 5 replies" }).click();
    await page.getByRole("button", { name: /5 replies Ada, Bob|5 replies Bob, Ada/ }).waitFor();
    expect(await order(page)).toEqual([1, 2, 8]);
    await accessible(page);
    await picture(page, "thread-closed");
    await page.keyboard.press("v");
    await page.getByRole("button", { name: "Show as a tree" }).waitFor();
    expect(await order(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await picture(page, "thread-flat");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator("[data-follow]").click();
    await page.getByRole("menuitem", { name: /Mute for a week/ }).waitFor();
    await picture(page, "thread-follow");
  });

  test("keeps how it is seen on the server: the first paint of another device is right", async () => {
    const page = await enterAs(await visit({ origin: program.origin }), ada);
    await ada.api.settings.setThreadView.mutate({ view: "tree" });
    await open(page, threadId);
    await page.getByRole("button", { name: "Show in order of time" }).click();
    await vi.waitFor(async () => expect((await ada.api.settings.mine.query()).threadView).toBe("flat"));
    const html = await (
      await fetch(`${program.origin}/channels/${channelId}/${threadId}`, { headers: { cookie: ada.cookie } })
    ).text();
    expect(html).toContain('aria-label="Show as a tree"');
    expect(html).not.toContain('aria-label="Show in order of time"');
  });

  test("closes a branch by keyboard, and it stays closed while the page lives", async () => {
    await ada.api.settings.setThreadView.mutate({ view: "tree" });
    const page = await enterAs(await visit({ origin: program.origin }), ada);
    await open(page, threadId);
    await page.locator('[data-number="2"]').focus();
    await page.keyboard.press("x");
    expect(await order(page)).toEqual([1, 2, 8]);
    await page.getByRole("link", { name: "Notes of week 25" }).click();
    await page.getByRole("heading", { name: "Notes of week 25" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Where do attachments live?" }).waitFor();
    expect(await order(page)).toEqual([1, 2, 8]);
    await page.locator('[data-number="2"]').focus();
    await page.keyboard.press("x");
    expect(await order(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("is unread from a post on by the key, and muted with an end by the menu, which leaves it followed", async () => {
    const page = await enterAs(await visit({ origin: program.origin }), ada);
    const id = await start(bob, "To be muted");
    for (const body of ["One.", "Two.", "Three."]) await reply(bob, id, body);
    await open(page, id);
    await vi.waitFor(async () => expect((await ada.api.threads.get.query({ id })).read).toEqual([[1, 4]]), {
      timeout: 10_000,
    });
    await page.locator('[data-number="3"]').focus();
    await page.keyboard.press("u");
    await vi.waitFor(async () => expect((await ada.api.threads.get.query({ id })).read).toEqual([[1, 2]]));
    await page.locator('[data-number="3"]').getByText("Unread").waitFor({ state: "attached" });
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: /Mute for a week/ }).click();
    await page.getByRole("button", { name: /Muted until/ }).waitFor();
    const { follow } = await ada.api.threads.get.query({ id });
    expect(follow?.state).toBe("muted");
    expect(follow?.until).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  });

  test("that is locked says so and takes no reply; what was being written stays", async () => {
    const page = await enterAs(await visit({ origin: program.origin, expected: /409/ }), ada);
    const id = await start(bob, "To be locked");
    await open(page, id);
    await page.getByRole("textbox", { name: "Answer the thread" }).fill("Half a thought");
    await bob.api.threads.lock.mutate({ id, locked: true });
    await page.getByText("This thread was locked.").waitFor();
    expect(await page.getByRole("textbox", { name: "Answer the thread" }).inputValue()).toBe("Half a thought");
    await page.getByRole("textbox", { name: "Answer the thread" }).fill("");
    await page.getByText("nobody writes in it any more").waitFor();
    await accessible(page);
    await picture(page, "thread-locked");
    await page.getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("textbox", { name: "Answer the thread" }).waitFor();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Pin to the channel" }).click();
    await page.locator("a[data-row]").first().filter({ hasText: "To be locked" }).waitFor();
    await picture(page, "thread-pinned");
  });

  test("that moves out of sight leaves nothing on the screen of who lost it", async () => {
    const closed = newId();
    await ada.api.channels.create.mutate({ id: closed, name: "board", visibility: "private" });
    const id = await start(ada, "The offer", "Nine hundred.");
    const his = await enterAs(await visit({ origin: program.origin, expected: /404/ }), bob);
    await open(his, id);
    const hers = await enterAs(await visit({ origin: program.origin }), ada);
    await open(hers, id);
    await hers.getByRole("button", { name: "More", exact: true }).click();
    await hers.getByRole("menuitem", { name: "Move to another channel" }).click();
    await hers.getByLabel("To the channel").selectOption({ label: "board" });
    await accessible(hers);
    await picture(hers, "thread-move");
    await hers.getByRole("button", { name: "Move", exact: true }).click();
    await his.getByText("Nothing is here").waitFor();
    await vi.waitFor(async () => expect(await his.getByText("The offer").count()).toBe(0));
    expect(await his.getByText("Nine hundred").count()).toBe(0);
    await hers.waitForURL(`**/channels/${closed}/${id}`);
    await hers.getByRole("article").getByText("Nine hundred").waitFor();
  });
});

describe("a thread of 2,000 posts", () => {
  test.each([390, 1440] as const)(
    "opens at the first unread post and stays small while it is read, at %i px",
    async (width) => {
      await ada.api.settings.setThreadView.mutate({ view: "tree" });
      await ada.api.inbox.markUnreadFrom.mutate({ threadId: longId, number: 1_501 });
      const page = await enterAs(await visit({ width, origin: program.origin }), ada);
      const asked: string[] = [];
      page.on("request", (request) => request.url().includes("posts.page") && asked.push(request.url()));
      await open(page, longId);
      await page.getByText("New since").waitFor();
      const landed = page.locator('[data-number="1501"]');
      await vi.waitFor(async () => expect((await landed.boundingBox())?.y).toBeLessThan(400));
      await picture(page, "thread-long");
      const articles = () => page.locator("[data-post]").count();
      const nodes = () => page.evaluate(() => document.getElementsByTagName("*").length);
      expect(await articles()).toBeLessThan(400);
      expect(asked.length).toBeLessThanOrEqual(3);
      // The browser's own search finds what is loaded, on and off the screen.
      expect(
        await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find("Figure 1510:")),
      ).toBe(true);
      let most = 0;
      for (let step = 0; step < 12; step++) {
        await page.evaluate(
          (share) => {
            const scroller = document.querySelector("section[aria-labelledby=thread-title] > .overflow-y-auto");
            if (scroller) scroller.scrollTop = scroller.scrollHeight * share;
          },
          (step % 6) / 6,
        );
        await page.waitForTimeout(150);
        most = Math.max(most, await nodes());
      }
      expect(most).toBeLessThan(14_000);
    },
  );

  test("is gone through by n and p, whether or not the posts have come, in either view", async () => {
    for (const view of ["tree", "flat"] as const) {
      await ada.api.settings.setThreadView.mutate({ view });
      await ada.api.inbox.markRead.mutate({ threadId: longId, upTo: LONG });
      // The rest of a page, and a page far away.
      await ada.api.inbox.markUnreadFrom.mutate({ threadId: longId, number: 700 });
      await ada.api.inbox.markRead.mutate({
        threadId: longId,
        ranges: [
          [702, 1_897],
          [1_899, LONG],
        ],
      });
      const page = await enterAs(await visit({ origin: program.origin }), ada);
      // Nothing is read by being seen meanwhile.
      await page.route("**/inbox.markRead**", (route) =>
        route.fulfill({
          json: {
            result: {
              data: {
                threadId: longId,
                read: [
                  [1, 699],
                  [702, 1_897],
                  [1_899, LONG],
                ],
                inbox: null,
              },
            },
          },
        }),
      );
      await open(page, longId);
      const seen: (string | undefined)[] = [];
      for (let i = 0; i < 3; i++) {
        await page.keyboard.press("n");
        await vi.waitFor(async () => expect(await focused(page)).not.toBe(seen.at(-1)), { timeout: 10_000 });
        seen.push(await focused(page));
      }
      expect([...seen].sort()).toEqual(["1898", "700", "701"]);
      await page.keyboard.press("p");
      await vi.waitFor(async () => expect(await focused(page)).toBe(seen[1]), { timeout: 10_000 });
    }
  });
});

describe("going to and fro", () => {
  test.each([390, 1440] as const)(
    "asks for a thread when it is pointed at, keeps the list's place, and nothing jumps, at %i px",
    async (width) => {
      const page = await enterAs(await visit({ width, origin: program.origin }), ada);
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(globalThis, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(`/channels/${channelId}`);
      const row = page.getByRole("link", { name: "Notes of week 3", exact: false }).first();
      await row.waitFor();
      await page.waitForTimeout(500);
      const asked: string[] = [];
      page.on("request", (request) => request.url().includes("/api/trpc/") && asked.push(request.url()));
      await row.scrollIntoViewIfNeeded();
      await row.focus();
      await vi.waitFor(() => expect(asked.some((url) => url.includes("posts.page"))).toBe(true), { timeout: 10_000 });
      await page.waitForTimeout(500);
      const list = () =>
        page.evaluate(() => document.querySelector("a[data-row]")?.closest(".overflow-y-auto")?.scrollTop ?? -1);
      const before = await list();
      expect(before).toBeGreaterThan(0);
      asked.length = 0;
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: /Notes of week 3/ }).waitFor();
      expect(asked.filter((url) => /posts\.page|posts\.outline|threads\.get/.test(url))).toEqual([]);
      const shifted = () =>
        page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0));
      expect(await shifted()).toBeLessThan(0.01);
      if (width === 390) await page.getByRole("link", { name: "Back to the list" }).click();
      else await page.goBack();
      await page.waitForURL(`**/channels/${channelId}`);
      await vi.waitFor(async () => expect(Math.abs((await list()) - before)).toBeLessThan(4));
      if (width === 390) {
        await page.goForward();
        await page.getByRole("heading", { level: 1, name: /Notes of week 3/ }).waitFor();
      }
      expect(await shifted()).toBeLessThan(0.01);
    },
  );
});
