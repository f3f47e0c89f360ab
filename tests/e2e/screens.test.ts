import { get } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, tooWide, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const CODE =
  "```ts\nconst store = env.BUCKET ? bucket('attachments') : disk('./data/files'); // long enough to scroll\n```";
const TABLE = "| what | GB |\n|---|--:|\n| attachments | 92 |\n| thumbnails | 11 |";

let program: Program;
let ada: Visitor;
let bob: Visitor;
let channelId: string;
/** A thread of Bob's that Ada has not read. */
let threadId: string;

async function start(by: Visitor, title: string, body: string): Promise<string> {
  const { id } = await by.api.threads.start.mutate({ id: newId(), postId: newId(), channelId, title, body });
  return id;
}

beforeAll(async () => {
  program = await startProgram({ PSEUDO_LOCALES: "on" });
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  channelId = (await ada.api.channels.list.query({})).items[0]?.id as string;
  for (const title of ["Holiday calendar for 2027", WORD, "<img src=x onerror=alert(1)> & constructor"])
    await start(bob, title, `${WORD} and **more** of it.`);
  threadId = await start(bob, "Where do attachments live once we leave one box?", `@ada\n\n${CODE}\n\n${TABLE}`);
  let parentId: string | null = null;
  for (const body of ["First, the bucket.", "It is **calmer**.", "> calmer\n\nIs it?", "- yes\n- no", WORD]) {
    const { id }: { id: string } = await bob.api.posts.add.mutate({ id: newId(), threadId, parentId, body });
    parentId = id;
  }
  await vi.waitFor(async () => expect((await ada.api.inbox.counts.query()).open).toBe(4), { timeout: 20_000 });
});
afterAll(() => program.remove());
const { visit } = useBrowser();

/** Every place of a team, and what shows that it is there. */
const places = (): [name: string, path: string, sign: string][] => [
  ["inbox", "/inbox", "Where do attachments live"],
  ["inbox-done", "/inbox?show=done", "Nothing done yet"],
  ["thread", `/inbox/${threadId}`, "First, the bucket."],
  ["channel", `/channels/${channelId}`, "Holiday calendar"],
  ["search", "/search?q=bucket", "First, the"],
  ["search-empty", "/search?q=zeppelin", "Nothing says"],
  ["search-nothing", "/search", "Look for anything"],
  ["channels", "/channels", "What everybody should know"],
  ["new-thread", `/channels/${channelId}/new`, "The channel hears of it"],
  ["members", "/members", "@bob"],
  ["settings", "/settings", "Your inbox has everything at once."],
  ["mails-empty", "/settings/mail", "No mail yet"],
];

const sees = (page: Page, text: string) => page.getByText(text).locator("visible=true").first().waitFor();

describe("every place is accessible, whole and without faults", () => {
  test.each(looks)("at $width px, $scheme", async (look) => {
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    for (const [name, path, sign] of places()) {
      await page.goto(path);
      await sees(page, sign);
      await accessible(page);
      await picture(page, name);
      expect(await tooWide(page), name).toEqual([]);
    }
  });

  test.each(["en-XA", "ar-XB"])("in the pseudo-locale %s", async (locale) => {
    const reader = await addMember(ada, locale, locale);
    for (const width of [390, 1440] as const) {
      const page = await enterAs(await visit({ width, origin: program.origin }), reader);
      for (const [name, path] of places()) {
        await page.goto(path);
        await page.locator("main h1, main h2").first().waitFor({ state: "attached" });
        await picture(page, `${name}-${locale}`);
        expect(await tooWide(page), name).toEqual([]);
      }
    }
  });
});

describe("a list that comes late, or not", () => {
  test("says so, keeps its place, and comes when asked again", async () => {
    const page = await enterAs(await visit({ origin: program.origin, expected: /status of 503|ERR_/ }), ada);
    await page.goto("/channels");
    let answer: "late" | "refused" | "well" = "late";
    let release: () => void = () => undefined;
    await page.route("**/api/trpc/inbox.list**", async (route) => {
      if (answer === "late") await new Promise<void>((resolve) => (release = resolve));
      if (answer === "refused")
        return route.fulfill({
          status: 503,
          json: { error: { message: "away", code: -32603, data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503 } } },
        });
      return route.continue();
    });
    await page.getByRole("link", { name: "Inbox" }).first().click();
    await page.getByText("The inbox is coming").waitFor({ state: "attached" });
    await picture(page, "inbox-loading");
    answer = "refused";
    release();
    await page.getByText("The inbox did not come").waitFor();
    await accessible(page);
    await picture(page, "inbox-failed");
    answer = "well";
    await page.getByRole("button", { name: "Try again" }).click();
    await sees(page, "Where do attachments live");
  });

  test("a thread that one may not see and one that never was are the same answer", async () => {
    const page = await enterAs(await visit({ origin: program.origin, expected: /status of 404/ }), ada);
    const said = async (id: string) => {
      await page.goto(`/inbox/${id}`);
      await sees(page, "Nothing is here");
      return page.locator("main").textContent();
    };
    const { id: room } = await bob.api.channels.create.mutate({ id: newId(), name: "board", visibility: "private" });
    const hidden = { id: newId(), postId: newId(), channelId: room, title: "Not for Ada", body: "Nor this." };
    await bob.api.threads.start.mutate(hidden);
    const never = await said(newId());
    expect(await said(hidden.id)).toBe(never);
    await accessible(page);
    await picture(page, "thread-gone");
    const twin = await enterAs(await visit({ origin: program.origin }), bob);
    await twin.goto(`/inbox/${hidden.id}`);
    await sees(twin, "Nor this.");
  });
});

/** Types an answer. Until the page's script is there, what is typed enables nothing. */
async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Answer the thread" });
  const post = page.getByRole("button", { name: "Post", exact: true });
  await expect
    .poll(async () => {
      await field.fill("");
      await field.fill(text);
      return post.isEnabled();
    })
    .toBe(true);
}

test("what is written is kept without a network, through a reload, and is posted once", async () => {
  const page = await enterAs(await visit({ origin: program.origin, expected: /ERR_INTERNET_DISCONNECTED/ }), bob);
  await page.goto(`/channels/${channelId}/${threadId}`);
  const field = page.getByRole("textbox", { name: "Answer the thread" });
  await write(page, "Written in a tunnel.");
  await page.context().setOffline(true);
  await page.getByText("No network.").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").filter({ hasText: "Not posted" }).waitFor();
  await accessible(page);
  await picture(page, "thread-offline");
  await page.context().setOffline(false);
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe("Written in a tunnel.");
  await field.focus();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article").filter({ hasText: "Written in a tunnel." }).last().waitFor();
  expect(await field.inputValue()).toBe("");
  const { items } = await bob.api.posts.page.query({ threadId });
  expect(items.filter(({ html }) => html.includes("tunnel"))).toHaveLength(1);
});

test("everything is reached by the keyboard alone", async () => {
  const page = await enterAs(await visit({ origin: program.origin }), ada);
  await page.goto("/inbox");
  await sees(page, "Where do attachments live");
  const row = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.row);
  await page.keyboard.press("j");
  expect(await row()).toBe(threadId);
  await page.keyboard.press("j");
  expect(await row()).not.toBe(threadId);
  await page.keyboard.press("k");
  expect(await row()).toBe(threadId);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/inbox/${threadId}`);
  await sees(page, "First, the bucket.");
  // Everything is unread again, and stays so while it is on screen.
  await page.keyboard.press("u");
  await page.locator("[data-number='1']").getByText("Unread").waitFor({ state: "attached" });
  await page.keyboard.press("n");
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-post]")?.dataset.number);
  expect(await focused()).toBe("1");
  await page.keyboard.press("n");
  expect(await focused()).toBe("2");
  await page.keyboard.press("p");
  expect(await focused()).toBe("1");
  await page.keyboard.press("r");
  await page.keyboard.type("By keyboard alone.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article").filter({ hasText: "By keyboard alone." }).last().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("h1").first().click();
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog").waitFor();
  await accessible(page);
  await picture(page, "keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.waitForURL("**/inbox");
  await page.getByText("Done", { exact: true }).first().waitFor();
  await expect.poll(async () => (await ada.api.inbox.counts.query()).open).toBe(3);
  await page.keyboard.press("c");
  await page.waitForURL("**/new");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
});

/** How many bytes go over the line for a file, compressed as this browser would get it. */
const delivered = (url: URL): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br, gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve(bytes));
    }).on("error", reject);
  });

test("the first screen takes less than 200 KB of compressed script", async () => {
  const html = await (await fetch(`${program.origin}/inbox`, { headers: { cookie: ada.cookie } })).text();
  expect(html).toContain("Holiday calendar");
  const scripts = [...html.matchAll(/<script src="([^"]+)"(?! noModule)/g)].map(([, src]) => src as string);
  const sizes = await Promise.all(scripts.map((src) => delivered(new URL(src, program.origin))));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes, "bytes of script").toBeLessThan(200 * 1024);
});

test("signing out ends the session and takes unsent texts along", async () => {
  const page = await enterAs(await visit({ origin: program.origin }), await addMember(ada, "Cora"));
  await page.goto(`/channels/${channelId}/${threadId}`);
  await write(page, "Nobody else's business.");
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
  await page.goto("/settings");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto("/inbox");
  await page.waitForURL("**/sign-in?next=%2Finbox");
});

test("ten tabs share one stream, and another takes over when the first is closed", async () => {
  const first = await enterAs(await visit({ origin: program.origin }), bob);
  const context = first.context();
  let streams = 0;
  context.on("request", (request) => {
    if (request.url().includes("/api/events")) streams++;
  });
  await first.goto("/inbox");
  const tabs = [first];
  while (tabs.length < 10) tabs.push(await context.newPage());
  for (const tab of tabs.slice(1)) await tab.goto(`/channels/${channelId}`);
  await expect.poll(() => streams).toBe(1);

  const hears = async (title: string, tab: Page) => {
    await ada.api.threads.start.mutate({ id: newId(), postId: newId(), channelId, title, body: "Seen by all." });
    await tab.getByRole("link", { name: title }).waitFor();
  };
  await hears("Heard in the last tab", tabs[9] as Page);
  await first.close();
  await hears("Heard after the first was closed", tabs[5] as Page);
  expect(streams).toBe(2);
});
