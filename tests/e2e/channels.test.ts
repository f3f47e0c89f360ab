import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, tooWide, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const LONG = "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau";

let program: Program;
let ada: Visitor;
let bob: Visitor;
let guest: Visitor;
const channels: Record<string, string> = {};

async function make(name: string, purpose = ""): Promise<void> {
  const made = await ada.api.channels.create.mutate({ id: newId(), name, purpose, visibility: "public" });
  channels[name] = made.id;
}

beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  guest = await addMember(ada, "Gus");
  const gusId = (await guest.api.members.me.query()).id;
  await ada.api.admin.changeRole.mutate({ memberId: gusId, role: "guest" });
  channels.team = (await ada.api.channels.list.query({})).items[0]?.id as string;
  await make("platform", "Servers, backups and what wakes somebody at night");
  await make("design", "How it looks, and what it is called");
  await make(LONG, LONG.repeat(4));
  await make("quiet");
  await ada.api.channels.addMember.mutate({ channelId: channels.platform as string, memberId: gusId });
  await bob.api.channels.join.mutate({ channelId: channels.platform as string });
  await ada.api.channels.setLevel.mutate({ channelId: channels.quiet as string, level: "muted" });
});
afterAll(() => program.remove());
const { visit } = useBrowser();

const enter = async (who: Visitor, expected?: RegExp) =>
  enterAs(await visit({ origin: program.origin, expected }), who);
const aboutOf = (name: string) => `/channels/${channels[name]}/about`;
const main = (page: Page) => page.getByRole("main");
const sidebar = (page: Page) => page.getByRole("navigation", { name: "Main" });
/** The channel's page says its name, beside the list that does so too. */
const title = (page: Page, name: string) =>
  page.getByRole("region", { name: "About this channel" }).getByRole("heading", { name, level: 1 }).waitFor();

/** What stands in the sidebar: each section with the channels under it. */
const shelves = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("nav [data-shelf]")].map((one) => [
      one.querySelector("h2")?.textContent,
      [...one.querySelectorAll("li a")].map((line) => line.getAttribute("title")),
    ]),
  );

async function choose(page: Page, thing: string, item: string | RegExp): Promise<void> {
  await sidebar(page)
    .getByRole("button", { name: `What to do with ${thing}`, exact: true })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function makeSection(page: Page, name: string): Promise<void> {
  await sidebar(page).getByRole("button", { name: "Arrange channels" }).click();
  await page.getByRole("menuitem", { name: "New section" }).click();
  await page.getByLabel("Name of the section").fill(name);
  await page.keyboard.press("Enter");
  await sidebar(page).getByRole("button", { name, exact: true }).waitFor();
}

describe("a channel's page", () => {
  test.each(looks)("is accessible and whole at $width px, $scheme", async (look) => {
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    for (const name of ["platform", LONG]) {
      await page.goto(aboutOf(name));
      await title(page, name);
      await page.getByRole("radio", { name: "New threads" }).waitFor();
      await accessible(page);
      expect(await tooWide(page), name).toEqual([]);
      await picture(page, name === LONG ? "channel-about-long" : "channel-about");
      await main(page).getByRole("button", { name: "Archive it" }).scrollIntoViewIfNeeded();
      await picture(page, name === LONG ? "channel-about-long-end" : "channel-about-end");
    }
    for (const [button, kept] of [
      ["Change name and purpose", "edit"],
      ["Add guests", "add"],
      ["Make it private", "private"],
      ["Archive it", "archive"],
      ["Leave this channel", "leave"],
    ] as const) {
      await main(page).getByRole("button", { name: button }).click();
      await page.getByRole("dialog").waitFor();
      await accessible(page);
      expect(await tooWide(page), kept).toEqual([]);
      await picture(page, `channel-${kept}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.goto("/channels");
    await main(page).getByRole("button", { name: "Archived" }).click();
    await page.getByText("No channel is archived.").waitFor();
    await accessible(page);
    expect(await tooWide(page)).toEqual([]);
    await picture(page, "channel-list");
  });

  test("changes its name, its level and who is told of every thread, and shows it elsewhere at once", async () => {
    await make("draft");
    await bob.api.channels.join.mutate({ channelId: channels.draft as string });
    const [page, other] = [await enter(ada, /status of 409/), await enter(bob)];
    await other.goto(aboutOf("draft"));
    await title(other, "draft");
    await page.goto(aboutOf("draft"));
    await page.getByRole("button", { name: "Change name and purpose" }).click();
    await page.getByRole("dialog").getByRole("textbox").first().fill("platform");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("There is").waitFor();
    await page.getByRole("dialog").getByRole("textbox").first().fill("drafts");
    await page.keyboard.press("Enter");
    await title(page, "drafts");
    await title(other, "drafts");

    await page.getByRole("radio", { name: "Mentions only" }).click();
    const level = async () => (await ada.api.channels.get.query({ channelId: channels.draft as string })).level;
    await expect.poll(level).toBe("mentions");
    await expect.poll(() => page.getByRole("radio", { name: "Mentions only" }).isChecked()).toBe(true);

    await page.getByRole("button", { name: "Choose somebody" }).click();
    await page.getByRole("button", { name: "Add Bob" }).click();
    await page.keyboard.press("Escape");
    await other.getByRole("button", { name: "Bob is no longer told of every thread" }).waitFor();
    await page.goto(`/channels/${channels.draft}/new`);
    await page.getByText("Bob will follow this thread").waitFor();
    await accessible(page);
    await picture(page, "new-thread-followed");
    await other.getByRole("button", { name: "Bob is no longer told of every thread" }).click();
    await page.getByText("Bob will follow this thread").waitFor({ state: "detached" });
  });

  test("archives it and takes it back, and the composer gives way to a sentence meanwhile", async () => {
    await make("over");
    const channelId = channels.over as string;
    const thread = { id: newId(), postId: newId(), channelId, title: "Still here", body: "To be read." };
    await ada.api.threads.start.mutate(thread);
    await bob.api.channels.join.mutate({ channelId });
    const [page, other] = [await enter(ada), await enter(bob)];
    await other.goto(`/channels/${channelId}/${thread.id}`);
    const field = other.getByRole("textbox", { name: "Answer the thread" });
    await field.waitFor();
    await page.goto(aboutOf("over"));
    await page.getByRole("button", { name: "Archive it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
    await page.getByText("This channel is archived.").waitFor();
    await accessible(page);
    await picture(page, "channel-archived");
    await field.waitFor({ state: "detached" });
    await main(other).getByText("it can be read, and nobody writes in it any more").last().waitFor();
    expect(await main(other).getByRole("button", { name: "Reply" }).count()).toBe(0);
    await accessible(other);
    await picture(other, "thread-archived");
    await sidebar(other).getByRole("link", { name: "over" }).waitFor({ state: "detached" });
    await other.goto("/channels");
    await main(other).getByRole("button", { name: "Archived" }).click();
    await main(other).getByRole("link", { name: "over" }).waitFor();
    await picture(other, "channel-list-archived");
    await main(other).getByRole("searchbox").fill("nothing like it");
    await main(other).getByRole("link", { name: "over" }).waitFor({ state: "detached" });
    await other.goto(`/channels/${channelId}/${thread.id}`);
    await page.getByRole("button", { name: "Take it back from the archive" }).click();
    await field.waitFor();
    await main(other).getByRole("button", { name: "Reply" }).waitFor();
    await sidebar(other).getByRole("link", { name: "over" }).waitFor();
  });

  test("shows a guest whom the channel holds and nothing to manage", async () => {
    const managed = ["Change name and purpose", "Add guests", "Choose somebody", "Archive it", "Make it private"];
    const seen = async (who: Visitor) => {
      const page = await enter(who);
      await page.goto(aboutOf("platform"));
      await title(page, "platform");
      await main(page).getByText("Bob").first().waitFor();
      const shown = await Promise.all(managed.map((name) => main(page).getByRole("button", { name }).count()));
      return {
        page,
        shown,
        takes: await main(page)
          .getByRole("button", { name: /^Take .* out$/ })
          .count(),
      };
    };
    const ours = await seen(guest);
    expect(ours.shown).toEqual([0, 0, 0, 0, 0]);
    expect(ours.takes).toBe(0);
    await main(ours.page).getByRole("radio", { name: "Muted" }).waitFor();
    await accessible(ours.page);
    await picture(ours.page, "channel-about-guest");
    const hers = await seen(ada);
    expect(hers.shown).toEqual([1, 1, 1, 1, 1]);
    await main(hers.page).getByRole("button", { name: "Take Gus out" }).waitFor();
  });
});

describe("the sidebar", () => {
  test("keeps sections and their order, by keyboard alone, and shows them in another browser at once", async () => {
    const cora = await addMember(ada, "Cora");
    const [page, other] = [await enter(cora), await enter(cora)];
    for (const one of [page, other]) {
      await one.goto("/inbox");
      await sidebar(one).getByRole("link", { name: "team" }).waitFor();
    }
    expect((await shelves(page)).map(([name]) => name)).toEqual(["Channels"]);
    // By keyboard alone: the button of a channel follows its line.
    const lines = (await shelves(page))[0]?.[1] as string[];
    await sidebar(page).getByRole("link", { name: "platform", exact: true }).focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "What to do with platform",
    );
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Move to a new section …" }).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByLabel("Name of the section").waitFor();
    await page.keyboard.type("Work");
    await page.keyboard.press("Enter");
    const rest = lines.filter((name) => name !== "platform");
    const arranged = [
      ["Work", ["platform"]],
      ["Channels", rest],
    ];
    for (const one of [page, other]) await expect.poll(() => shelves(one)).toEqual(arranged);

    // Moved under another heading, its line has the focus still.
    await choose(page, "design", "Move to Work");
    await expect.poll(() => shelves(other).then(([work]) => work)).toEqual(["Work", ["platform", "design"]]);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("What to do with design");
    await choose(page, "design", "Move up");
    for (const one of [page, other])
      await expect.poll(() => shelves(one).then(([work]) => work)).toEqual(["Work", ["design", "platform"]]);

    await sidebar(page).getByRole("button", { name: "Work", exact: true }).click();
    await expect.poll(() => shelves(page).then(([work]) => work)).toEqual(["Work", []]);
    await page.reload();
    await expect.poll(() => shelves(page).then(([work]) => work)).toEqual(["Work", []]);
    await choose(page, "Work", "Rename the section");
    await page.getByLabel("Name of the section").fill("Daily");
    await page.keyboard.press("Enter");
    await expect.poll(() => shelves(other).then(([work]) => work)).toEqual(["Daily", ["design", "platform"]]);
    await choose(page, "Daily", "Remove the section");
    for (const one of [page, other])
      await expect.poll(() => shelves(one).then((all) => all.map(([name]) => name))).toEqual(["Channels"]);
  });

  test("takes a channel that is dragged, onto another, and onto a section that is empty", async () => {
    const [page, other] = [await enter(ada), await enter(ada)];
    for (const one of [page, other]) {
      await one.goto("/inbox");
      await sidebar(one).getByRole("link", { name: "platform" }).waitFor();
    }
    await makeSection(page, "Empty so far");
    await picture(page, "sidebar-empty-section");
    const line = (name: string) => sidebar(page).locator("li").filter({ hasText: name });
    await line("platform").dragTo(sidebar(page).getByText("No channel here yet"));
    for (const one of [page, other])
      await expect.poll(() => shelves(one).then(([first]) => first)).toEqual(["Empty so far", ["platform"]]);
    await line("design").dragTo(line("platform"), { targetPosition: { x: 60, y: 4 } });
    for (const one of [page, other])
      await expect.poll(() => shelves(one).then(([first]) => first)).toEqual(["Empty so far", ["design", "platform"]]);
    await makeSection(page, LONG.slice(0, 40));
    await line("design").dragTo(sidebar(page).getByText("No channel here yet"));
    await expect.poll(() => shelves(other).then((all) => all[1])).toEqual([LONG.slice(0, 40), ["design"]]);
    await page.goto(`/channels/${channels.quiet}`);
    await accessible(page);
    await page.mouse.move(5, 5);
    await picture(page, "sidebar");
    await sidebar(page).getByRole("button", { name: "What to do with design" }).click();
    await page.getByRole("menuitem").first().waitFor();
    await picture(page, "sidebar-menu");
  });
});
