import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

let program: Program;
let ada: Visitor;
let bob: Visitor;
let gerda: Visitor;
beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
  gerda = await addMember(ada, "Gerda", "de");
  await ada.api.admin.changeRole.mutate({ memberId: (await gerda.api.members.me.query()).id, role: "owner" });
  await addMember(ada, `Cleo${"vonundzu".repeat(6)}`);
});
afterAll(() => program.remove());
const { visit } = useBrowser();

test.each(looks)("looking after members looks as it should at $width px, $scheme", async (look) => {
  const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
  await page.goto("/admin/members");
  await page.getByText("@bob").first().waitFor();
  await accessible(page);
  await picture(page, "admin-members");
  await page.getByRole("button", { name: /to do about Bob/ }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).waitFor();
  await picture(page, "admin-menu");
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await page.getByRole("dialog").waitFor();
  await accessible(page);
  await picture(page, "admin-deactivate");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /to do about Bob/ }).click();
  await page.getByRole("menuitem", { name: "Change the role" }).click();
  await page.getByRole("dialog").waitFor();
  await accessible(page);
  await picture(page, "admin-role");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Leave…" }).click();
  await page.getByRole("dialog").waitFor();
  await accessible(page);
  await picture(page, "leave-team");
  await page.goto("/admin/audit");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await accessible(page);
  await picture(page, "admin-audit");
});

test.each(looks)("the administration in German looks as it should at $width px, $scheme", async (look) => {
  const page = await enterAs(await visit({ ...look, origin: program.origin, locale: "de-DE" }), gerda);
  for (const path of ["/admin/members", "/admin/invitations", "/settings/security", "/settings/profile", "/settings"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await accessible(page);
    await picture(page, `german${path.replaceAll("/", "-")}`);
  }
});

test("on a phone the members lead to the administration, for those who run the team alone", async () => {
  const owner = await enterAs(await visit({ origin: program.origin, width: 390 }), ada);
  await owner.goto("/members");
  await owner.getByRole("link", { name: "Administration" }).click();
  await owner.waitForURL(/admin\/members/);
  const other = await enterAs(await visit({ origin: program.origin, width: 390 }), bob);
  await other.goto("/members");
  await other.getByText("@ada").waitFor();
  expect(await other.getByRole("link", { name: "Administration" }).count()).toBe(0);
});

test("of tabs that do not fit side by side, the present one is in sight", async () => {
  const page = await enterAs(await visit({ origin: program.origin, width: 390 }), ada);
  await page.goto("/settings/mail");
  const tab = page.getByRole("link", { name: "Your mail" });
  await expect.poll(async () => (await tab.boundingBox())!.x).toBeLessThan(390 - 44);
  const box = (await tab.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
});

test("who is deactivated is out at once, with the page that stood open, and comes back when taken back", async () => {
  const owner = await enterAs(await visit({ origin: program.origin }), ada);
  const other = await enterAs(await visit({ origin: program.origin, expected: /status of 401/ }), bob);
  await other.goto("/inbox");
  await other.getByRole("heading", { name: "Inbox" }).waitFor();
  await owner.goto("/admin/members");
  await owner.getByRole("button", { name: /to do about Bob/ }).click();
  await owner.getByRole("menuitem", { name: "Deactivate" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await other.waitForURL(/sign-in/, { timeout: 10_000 });
  await expect.poll(() => owner.getByText("@bob").count()).toBe(0);

  await owner.getByRole("combobox").selectOption("deactivated");
  await owner.getByText("@bob").waitFor();
  await picture(owner, "admin-deactivated");
  await owner.getByRole("button", { name: /to do about Bob/ }).click();
  await owner.getByRole("menuitem", { name: "Erase" }).click();
  const erasing = owner.getByRole("dialog", { name: "Erase Bob for good" });
  await erasing.waitFor();
  await accessible(owner);
  await picture(owner, "admin-erase");
  await owner.keyboard.press("Escape");
  await erasing.waitFor({ state: "hidden" });
  await owner.getByRole("button", { name: /to do about Bob/ }).click();
  await owner.getByRole("menuitem", { name: "Bring back" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Bring back" }).click();
  await owner.getByText("@bob").waitFor({ state: "detached" });
});
