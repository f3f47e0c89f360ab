import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft-Wilhelmine";

let program: Program;
let ada: Visitor;
let bob: Visitor;
let cy: Visitor;
let dee: Visitor;
let ids: string[];
/** A group of twelve, a pair, and one with a long name. */
let crowdId: string;
let pairId: string;

const idOf = async ({ api }: Visitor) => (await api.members.me.query()).id;
const write = async (by: Visitor, memberIds: string[], body: string) =>
  (await by.api.conversations.start.mutate({ id: newId(), postId: newId(), memberIds, body })).threadId;

beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  cy = await addMember(ada, "Cy");
  dee = await addMember(ada, "Dee", "de");
  const many: Visitor[] = [];
  for (let n = 0; n < 8; n++) many.push(await addMember(ada, `Person${n}`));
  await cy.api.members.setProfile.mutate({ name: LONG.slice(0, 80) });
  ids = await Promise.all([ada, bob, cy, dee, ...many].map(idOf));
  crowdId = await write(ada, ids.slice(1), "Who of you is in Lisbon in December?");
  await bob.api.posts.add.mutate({ id: newId(), threadId: crowdId, body: "I am, from the 3rd on.", parentId: null });
  await write(cy, [ids[0]!], `${LONG} and **more** of it, https://example.org/${LONG}/${LONG}`);
  pairId = await write(bob, [ids[0]!], "The São Paulo venue cancelled.");
  for (const body of [
    "I found a room two streets away for the same two days.",
    "- same price\n- better light",
    "Shall I take it?",
  ])
    await bob.api.posts.add.mutate({ id: newId(), threadId: pairId, body, parentId: null });
  await vi.waitFor(async () => expect((await ada.api.inbox.counts.query()).open).toBe(3), { timeout: 20_000 });
}, 120_000);
afterAll(() => program.remove());
const { visit } = useBrowser();

const sees = (page: Page, text: string | RegExp) => page.getByText(text).locator("visible=true").first().waitFor();

test.each(looks)("conversations are accessible, whole and without faults at $width px, $scheme", async (look) => {
  const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
  for (const [name, path, sign] of [
    ["messages", "/messages", "Shall I take it?"],
    ["conversation", `/messages/${pairId}`, "better light"],
    ["conversation-crowd", `/messages/${crowdId}`, "from the 3rd on"],
    ["message-new", `/messages/new?to=${ids[1]}`, "in their own hours"],
    ["inbox-messages", `/inbox/${pairId}`, "better light"],
  ] as const) {
    await page.goto(path);
    await sees(page, sign);
    await accessible(page);
    await picture(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  }
  await page.goto(`/messages/${crowdId}`);
  await page.getByRole("button", { name: "12 people" }).click();
  await page.getByRole("dialog").getByText("Add people").waitFor();
  await accessible(page);
  await picture(page, "conversation-people");
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("dialog").getByText("What they see").waitFor();
  await accessible(page);
  await picture(page, "conversation-add");
  await page.goto("/messages/new");
  await page.getByRole("option").first().waitFor();
  await accessible(page);
  await picture(page, "message-to");
});

test("two people talk, live on both sides, by keyboard alone", async () => {
  const first = await enterAs(await visit({ origin: program.origin }), dee);
  const second = await enterAs(await visit({ origin: program.origin }), bob);
  await second.goto("/inbox");
  await first.goto("/inbox");
  await sees(first, "from the 3rd on");
  await first.keyboard.press("g");
  await first.keyboard.press("m");
  // The address changes before the page does.
  await first.getByRole("heading", { level: 1, name: "Nachrichten" }).waitFor();
  await first.keyboard.press("c");
  await first.waitForURL("**/messages/new");
  const to = first.getByRole("combobox", { name: "An" });
  await to.focus();
  await first.keyboard.type("bo");
  await first.getByRole("option", { name: /Bob/ }).waitFor();
  await first.keyboard.press("Enter");
  await first.getByRole("button", { name: "Bob herausnehmen" }).waitFor();
  const area = first.getByRole("textbox", { name: "Nachricht schreiben" });
  await area.focus();
  await first.keyboard.type("Guten Morgen, Bob.");
  await first.keyboard.press("Control+Enter");
  await first.waitForURL(/\/messages\/[0-9a-f-]{36}/);
  await sees(first, "Guten Morgen, Bob.");

  const line = second.getByRole("link", { name: /Messages/ });
  await second.getByRole("navigation").getByText(", unread").first().waitFor({ state: "attached" });
  await line.click();
  await second.getByRole("link", { name: "Guten Morgen, Bob." }).click();
  await second.getByRole("heading", { name: "Dee" }).waitFor();
  await second.getByRole("textbox", { name: "Write a message" }).fill("And to you, Dee.");
  await second.keyboard.press("Control+Enter");
  await sees(first, "And to you, Dee.");
  const threadId = first.url().split("/").at(-1) as string;
  await vi.waitFor(async () => {
    const { items } = await dee.api.conversations.list.query({});
    expect(items.find((item) => item.threadId === threadId)).toMatchObject({ unread: 0 });
  });
});

test("a group adds somebody who sees what comes from then on, mutes, and is left", async () => {
  const threadId = await write(bob, [ids[0]!, ids[3]!], "Before anybody else came.");
  const page = await enterAs(await visit({ origin: program.origin }), ada);
  await page.goto(`/messages/${threadId}`);
  await page.getByRole("button", { name: "3 people" }).click();
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("combobox", { name: "Add people" }).fill("person7");
  await page.getByRole("option", { name: /Person7/ }).click();
  await page.getByRole("button", { name: "Add 1 person" }).click();
  await sees(page, "Ada added Person7, who sees what is written from here on.");
  await picture(page, "conversation-added");
  const late = (await ada.api.conversations.get.query({ threadId })).people.find(({ name }) => name === "Person7");
  expect(late?.added).toMatchObject({ by: { name: "Ada" }, history: "from_now" });

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Mute until tomorrow" }).click();
  await page.getByRole("heading", { name: /Muted/ }).waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Leave the conversation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave the conversation" }).click();
  await page.waitForURL("**/messages");
  await expect(ada.api.conversations.get.query({ threadId })).rejects.toThrow();
  await vi.waitFor(async () => expect(await page.getByText("Before anybody else came.").count()).toBe(0));
});

test("with nobody yet there is one thing to do, and a member's page leads to writing", async () => {
  const fresh = await addMember(ada, "Newcomer");
  const page = await enterAs(await visit({ origin: program.origin, width: 390 }), fresh);
  await page.goto("/messages");
  await page.getByRole("link", { name: "Write to somebody" }).waitFor();
  await accessible(page);
  await picture(page, "messages-empty");
  await page.goto(`/members/${ids[1]}`);
  await page.getByRole("link", { name: "Write to Bob" }).click();
  await page.getByRole("button", { name: "Take Bob out" }).waitFor();
  await page.getByRole("textbox", { name: "Write a message" }).fill("Hello, I am new here.");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await page.getByRole("heading", { name: "Bob" }).waitFor();
  await picture(page, "conversation-first");
});
