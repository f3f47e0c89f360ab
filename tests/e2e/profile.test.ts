import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, tooWide, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const MARKUP = '<img src=x onerror="alert(1)">';

let program: Program;
let ada: Visitor;
let bob: Visitor;
let adaId: string;
let groupId: string;
let channelId: string;
let portrait: Buffer;

const join = (by: Visitor, name: string, handle: string, purpose = "") => {
  const id = newId();
  return by.api.groups.create.mutate({ id, name, handle, purpose }).then(() => id);
};

beforeAll(async () => {
  program = await startProgram({ PSEUDO_LOCALES: "on" });
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  adaId = (await ada.api.members.me.query()).id;
  channelId = (await ada.api.channels.list.query({})).items[0]?.id as string;
  portrait = await sharp({ create: { width: 640, height: 400, channels: 3, background: "#2a6f77" } })
    .composite([
      { input: Buffer.from('<svg width="240" height="240"><circle cx="120" cy="120" r="110" fill="#e8c9a0"/></svg>') },
    ])
    .jpeg()
    .toBuffer();
  await ada.api.members.setProfile.mutate({ pronouns: "she/her", languages: ["en", "pt", "ar"] });
  await bob.api.members.setProfile.mutate({ name: WORD.slice(0, 80) });
  groupId = await join(bob, "Design", "design", "How everything looks, and why.");
  await bob.api.groups.addMembers.mutate({ groupId, memberIds: [adaId] });
  await join(bob, `${MARKUP} ${WORD}`.slice(0, 80), "markup");
  await ada.api.channels.create.mutate({ id: newId(), name: "hidden", visibility: "private" });
});
afterAll(() => program.remove());
const { visit } = useBrowser();

const places = (): [name: string, path: string, sign: string][] => [
  ["people", "/members", "@bob"],
  ["person", `/members/${adaId}`, "Working hours"],
  ["groups", "/groups", "How everything looks"],
  ["group", `/groups/${groupId}`, "in a post reaches"],
  ["profile", "/settings/profile", "What others see of you"],
];
const sees = (page: Page, text: string) => page.getByText(text).locator("visible=true").first().waitFor();
const hydrated = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector("main button, main input") ?? {}).some((key) => key.startsWith("__react")),
  );

describe("people and groups", () => {
  test.each(looks)("are accessible and whole at $width px, $scheme", async (look) => {
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    for (const [name, path, sign] of places()) {
      await page.goto(path);
      await sees(page, sign);
      await accessible(page);
      await picture(page, name);
      expect(await tooWide(page), name).toEqual([]);
    }
    await page.goto("/groups");
    await hydrated(page);
    await page.getByRole("button", { name: "New group" }).click();
    await page.getByLabel("Name").fill(MARKUP);
    await accessible(page);
    await picture(page, "group-new");
    await page.goto(`/groups/${groupId}`);
    await hydrated(page);
    await page.getByRole("button", { name: "Add people" }).click();
    await page.getByText("in it", { exact: true }).first().waitFor();
    await accessible(page);
    await picture(page, "group-add");
  });

  test("right to left and in longer words nothing is wider than the window", async () => {
    for (const locale of ["ar-XB", "en-XA"]) {
      const reader = await addMember(ada, locale, locale);
      for (const width of [390, 1440] as const) {
        const page = await enterAs(await visit({ width, origin: program.origin }), reader);
        for (const [name, path] of places()) {
          await page.goto(path);
          await page.locator("main h1").first().waitFor();
          await picture(page, `${name}-${locale}`);
          expect(await tooWide(page), `${name} ${locale}`).toEqual([]);
        }
      }
    }
  });
});

describe("a profile", () => {
  test("a picture is chosen, moved by keys, taken, and stands wherever its member does; it can be removed", async () => {
    const page = await enterAs(await visit({ origin: program.origin, width: 390 }), ada);
    await page.goto("/settings/profile");
    await hydrated(page);
    const file = page.locator("input[type=file]");
    await file.setInputFiles({
      name: "me.png",
      mimeType: "image/png",
      buffer: Buffer.from("<script>alert(1)</script>"),
    });
    await sees(page, "cannot be shown as a picture");
    await file.setInputFiles({ name: "big.png", mimeType: "image/png", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
    await sees(page, "larger than 10 MB");
    await file.setInputFiles({ name: "me.html", mimeType: "text/html", buffer: portrait });
    const area = page.getByRole("button", { name: /move it with the arrow keys/ });
    await area.focus();
    for (let n = 0; n < 40; n++) await page.keyboard.press("ArrowLeft");
    await page.getByLabel("Nearer").fill("1.5");
    await accessible(page);
    await picture(page, "profile-crop");
    // Without the keys the middle would be taken, from x = 187 on.
    const sent = page.waitForRequest("**/api/pictures?*");
    await page.getByRole("button", { name: "Use this part" }).click();
    expect(new URL((await sent).url()).search).toBe("?x=67&y=67&size=266");
    await page.getByRole("button", { name: "Remove the picture" }).waitFor();
    const { pictureId } = await ada.api.members.me.query();
    expect(pictureId).toBeTruthy();
    await page.goto("/members");
    const shown = page.locator(`main img[src="/api/pictures/${adaId}/${pictureId}"]`);
    await shown.waitFor();
    await page.waitForFunction(
      (image) => (image as HTMLImageElement).naturalWidth === 256,
      await shown.elementHandle(),
    );
    await picture(page, "people-picture");
    await page.goto("/settings/profile");
    await hydrated(page);
    await page.getByRole("button", { name: "Remove the picture" }).click();
    await page.getByRole("button", { name: "Choose a picture" }).waitFor();
    expect((await ada.api.members.me.query()).pictureId).toBeNull();
  });

  test("a refused handle says so at its field and keeps what was typed; a rename shows in another's open page at once", async () => {
    const page = await enterAs(await visit({ origin: program.origin, expected: /status of 409/ }), ada);
    const other = await enterAs(await visit({ origin: program.origin }), bob);
    await other.goto("/members");
    await sees(other, "@ada");
    await page.goto("/settings/profile");
    await hydrated(page);
    const handle = page.getByLabel("Handle");
    await handle.fill("DESIGN");
    await handle.press("Enter");
    await sees(page, "@DESIGN is taken already");
    expect(await handle.inputValue()).toBe("DESIGN");
    expect(await handle.getAttribute("aria-invalid")).toBe("true");
    const [below] = (await handle.getAttribute("aria-describedby"))?.split(" ") ?? [];
    expect(await page.locator(`[id="${below}"]`).textContent()).toContain("@DESIGN is taken already");
    await picture(page, "profile-refused");
    await handle.fill("countess");
    await handle.press("Enter");
    await sees(page, "Kept");
    await sees(other, "@countess");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await expect.poll(async () => (await ada.api.members.me.query()).languages).toContain("de");
  });
});

test("hostile case 1: names with markup are text in the completion, which finds groups with their head-count and takes them by keys", async () => {
  const page = await enterAs(await visit({ origin: program.origin }), ada);
  await page.goto(`/channels/${channelId}/new`);
  const body = page.getByRole("textbox").last();
  await expect
    .poll(async () => {
      await body.fill("");
      await body.pressSequentially("@mark");
      const options = page.getByRole("listbox", { name: "Members and groups" }).getByRole("option");
      // Typed before the page listens, nothing comes of it: then it is typed again.
      await options
        .first()
        .waitFor({ timeout: 2_000 })
        .catch(() => undefined);
      return options.count();
    })
    .toBe(1);
  await sees(page, MARKUP);
  await sees(page, "1 person");
  await picture(page, "completion");
  await page.keyboard.press("Enter");
  expect(await body.inputValue()).toBe("@markup ");
  await body.pressSequentially("@desi");
  await sees(page, "2 people");
  await page.keyboard.press("Tab");
  expect(await body.inputValue()).toBe("@markup @design ");
  expect(await page.evaluate(() => document.querySelectorAll("img[onerror]").length)).toBe(0);
});
