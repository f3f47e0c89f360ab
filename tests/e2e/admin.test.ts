import { execFileSync } from "node:child_process";
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

test("who is made an owner at the terminal is one in the page that stood open", async () => {
  const eve = await addMember(ada, "Eve");
  const page = await enterAs(await visit({ origin: program.origin }), eve);
  await page.goto("/inbox");
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  expect(await page.getByRole("link", { name: "Administration" }).count()).toBe(0);
  execFileSync(process.execPath, ["scripts/admin.mjs", "make-owner", "eve@example.org"], {
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: program.dataDir, DATABASE_URL: "" },
  });
  await page.getByRole("link", { name: "Administration" }).waitFor({ timeout: 10_000 });
  await page.goto("/admin/audit");
  await page.getByText("The host at the terminal made Eve an owner, before a member").waitFor();
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

test("who was erased is a former member on their page and in the audit log", async () => {
  const dora = await addMember(ada, "Dora");
  const { id: memberId } = await dora.api.members.me.query();
  await ada.api.admin.deactivate.mutate({ memberId, heirId: null });
  await ada.api.admin.erase.mutate({ memberId, handle: "dora", posts: "keep" });
  await expect.poll(async () => (await ada.api.members.get.query({ memberId })).name, { timeout: 10_000 }).toBe("");
  const page = await enterAs(await visit({ origin: program.origin }), ada);
  await page.goto(`/members/${memberId}`);
  await page.getByRole("heading", { name: "Former member" }).waitFor();
  await page.getByText("Nothing of this person is kept but what they wrote.").waitFor();
  await accessible(page);
  await picture(page, "member-erased");
  await page.goto("/admin/audit");
  await page.getByText("Ada erased Former member; their posts stayed").waitFor();
  await picture(page, "admin-audit-sentences");
  const uta = await addMember(ada, "Uta", "de");
  const { id } = await uta.api.members.me.query();
  await ada.api.admin.changeRole.mutate({ memberId: id, role: "owner" });
  const german = await enterAs(await visit({ origin: program.origin, width: 390 }), uta);
  await german.goto("/admin/audit");
  await german.getByText("Ada hat Ehemaliges Mitglied gelöscht").waitFor();
  await picture(german, "admin-audit-german");
});
