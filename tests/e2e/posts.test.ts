import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, useBrowser, type VisitOptions } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

let program: Program;
let ada: Visitor;
beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
});
afterAll(() => program.remove());
const { visit } = useBrowser();

/** A thread with a long opening post and two replies, and a page that shows it. */
async function open(options: Partial<VisitOptions> = {}, by = ada) {
  const { items } = await ada.api.channels.list.query({});
  const channelId = items[0]?.id ?? newId();
  if (items.length === 0) await ada.api.channels.create.mutate({ id: channelId, name: "platform" });
  const [id, postId, replyId] = [newId(), newId(), newId()];
  const body = "We keep attachments on the **disk**, one file each.\n\n- simple\n- fast enough";
  await ada.api.threads.start.mutate({ id, postId, channelId, title: "Where do attachments live?", body });
  await ada.api.posts.add.mutate({ id: replyId, threadId: id, parentId: postId, body: "The disk it is." });
  const page = await visit({ origin: program.origin, ...options });
  await enterAs(page, by);
  await page.goto(`/channels/${channelId}/${id}`);
  await page.getByRole("heading", { level: 1, name: "Where do attachments live?" }).waitFor();
  return { page, id, postId, replyId };
}

/** Opens a post's menu. The page may still be waking up: what is pressed before that is lost. */
const openMenu = (page: Page, press: () => Promise<void>): Promise<void> =>
  vi.waitFor(
    async () => {
      await press();
      await page.getByRole("menu").waitFor({ timeout: 3_000 });
    },
    { timeout: 30_000 },
  );

const menu = async (page: Page, number: number, item: string): Promise<void> => {
  const button = page.getByRole("button", { name: `More about post ${number}` });
  await openMenu(page, () => button.click({ timeout: 5_000 }));
  await page.getByRole("menuitem", { name: item }).click();
};

test("a post is edited in its place, what was changed is shown, and the change is taken back", async () => {
  const { page } = await open();
  await menu(page, 1, "Edit");
  const title = page.getByLabel("Title");
  await title.waitFor();
  const text = page.getByRole("textbox", { name: "Text of the post" });
  await expect.poll(() => text.inputValue()).toContain("**disk**");
  await accessible(page);
  await picture(page, "post-editor");
  await title.fill("Where shall attachments live?");
  await text.fill("We keep attachments in a **bucket**, one object each.\n\n- simple\n- fast enough");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Where shall attachments live?" }).waitFor();
  await page.getByText("Changes saved").waitFor();
  const post = page.getByRole("article").first();
  await post.getByText("in a bucket").waitFor();
  await picture(page, "post-edited");

  await post.getByRole("button", { name: /^edited/ }).click();
  const dialog = page.getByRole("dialog", { name: "What was changed" });
  await expect.poll(() => dialog.locator("ins").allTextContents()).toContain("bucket");
  expect(await dialog.locator("del").allTextContents()).toContain("disk");
  await accessible(page);
  await picture(page, "post-history");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 1, name: "Where do attachments live?" }).waitFor();
  await post.getByText("on the disk").waitFor();
  expect(await post.getByRole("button", { name: /^edited/ }).count()).toBe(0);
});

test("a deleted post leaves its place in the tree, and comes back by the toast or where it stood", async () => {
  const { page } = await open();
  await menu(page, 2, "Delete");
  await page.getByText("Its author deleted this post.").waitFor();
  await page.getByText("Post deleted").waitFor();
  expect(await page.getByRole("article").getByText("The disk it is.").count()).toBe(0);
  await accessible(page);
  await picture(page, "post-deleted");
  await page.getByRole("article").nth(1).getByRole("button", { name: "Undo" }).click();
  await page.getByRole("article").getByText("The disk it is.").waitFor();
});

test("by keyboard alone a post is edited; Escape leaves it as it was", async () => {
  const { page } = await open();
  await openMenu(page, async () => {
    await page.getByRole("button", { name: "More about post 2" }).focus();
    await page.keyboard.press("Enter");
  });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const text = page.getByRole("textbox", { name: "Text of the post" });
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type(" Or not.");
  await page.keyboard.press("Escape");
  await page.getByRole("article").getByText("The disk it is.", { exact: true }).waitFor();
});

test("two windows: the one that saves later keeps its text, is told, and saves over only when asked to", async () => {
  const { page, replyId } = await open({ expected: /409/ });
  await menu(page, 2, "Edit");
  const text = page.getByRole("textbox", { name: "Text of the post" });
  await text.fill("From this window.");
  const { version } = await ada.api.posts.source.query({ id: replyId });
  await ada.api.posts.edit.mutate({ id: replyId, version, body: "From the other window." });
  await page.keyboard.press("Control+Enter");
  await page.getByText("You changed this post elsewhere meanwhile.").waitFor();
  expect(await text.inputValue()).toBe("From this window.");
  await accessible(page);
  await picture(page, "post-conflict");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await page.getByRole("article").nth(1).getByText("From this window.").waitFor();
  const { items } = await ada.api.posts.revisions.query({ id: replyId });
  expect(items.map((one) => one.text)).toEqual(["From this window.", "From the other window.", "The disk it is."]);
});

test("a closed tab loses no edit that was begun", async () => {
  const { page } = await open();
  await menu(page, 2, "Edit");
  const text = page.getByRole("textbox", { name: "Text of the post" });
  await text.fill("Half a thought");
  await page.reload();
  await menu(page, 2, "Edit");
  await expect.poll(() => text.inputValue()).toBe("Half a thought");
});

test("a post of one's own is looked at in German, wide and narrow, light and dark", async () => {
  const bea = await addMember(ada, "Bea", "de");
  for (const look of looks) {
    const { page, id } = await open({ ...look, locale: "de-DE" }, bea);
    const postId = newId();
    const { createdAt } = await bea.api.posts.add.mutate({ id: postId, threadId: id, parentId: null, body: "Platte." });
    const word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(2);
    await bea.api.posts.edit.mutate({ id: postId, version: createdAt, body: `Platte, ${word}.` });
    const post = page.getByRole("article").nth(2);
    await post.getByText("bearbeitet").waitFor();
    await post.getByRole("button", { name: "Mehr zu Beitrag 3" }).click();
    await page.getByRole("menuitem", { name: "Bearbeiten" }).waitFor();
    await picture(page, "post-menu-de");
    await page.getByRole("menuitem", { name: "Was geändert wurde" }).click();
    await page.getByRole("dialog").locator("ins").first().waitFor();
    await accessible(page);
    await picture(page, "post-history-de");
    await page.keyboard.press("Escape");
    await post.getByRole("button", { name: "Mehr zu Beitrag 3" }).click();
    await page.getByRole("menuitem", { name: "Bearbeiten" }).click();
    await page.getByRole("textbox", { name: "Text des Beitrags" }).waitFor();
    await picture(page, "post-editor-de");
  }
});
