import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

let program: Program;
let ada: Visitor;
let bob: Visitor;
beforeAll(async () => {
  program = await startProgram();
  ada = await foundTeam(program);
  bob = await addMember(ada, "Bob");
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
  await page.goto("/admin/audit");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await accessible(page);
  await picture(page, "admin-audit");
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
  await owner.getByRole("menuitem", { name: "Bring back" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Bring back" }).click();
  await owner.getByText("@bob").waitFor({ state: "detached" });
});
