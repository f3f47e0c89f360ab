import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";
import { type SmtpSink, smtpSink } from "../support/smtp";

let program: Program;
let smtp: SmtpSink;
let ada: Visitor;
beforeAll(async () => {
  smtp = await smtpSink();
  program = await startProgram({ SMTP_URL: smtp.url, MAIL_FROM: "notify@tidings.example" });
  ada = await foundTeam(program);
});
afterAll(async () => {
  await program.remove();
  await smtp.stop();
});
const { visit } = useBrowser();

/** The page that the mail to an address leads to. */
async function linkTo(address: string): Promise<string> {
  const letter = () => smtp.received.find(({ to }) => to.includes(address));
  await expect.poll(letter, { timeout: 20_000 }).toBeDefined();
  return /http\S+\/join\/\S+/.exec(letter()!.mail.text ?? "")![0];
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill("another quiet harbour");
}

test("an invitation by mail leads from the dialog to the inbox of a member with a proven address", async () => {
  const owner = await enterAs(await visit({ origin: program.origin }), ada);
  await owner.goto("/admin/invitations");
  await owner.getByText("Nobody is invited").waitFor();
  await accessible(owner);
  await picture(owner, "invitations-empty");
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await owner.getByRole("button", { name: "By mail" }).click();
  await owner.getByLabel("Mail addresses").fill("Bob Noyce <bob@northwind.example>, cleo@northwind.example");
  await owner.getByText("2 addresses").waitFor();
  await accessible(owner);
  await picture(owner, "invite-mail");
  await owner.getByRole("button", { name: "Send 2 invitations" }).click();
  await owner.getByText("The invitations are on their way to:").waitFor();
  await picture(owner, "invite-sent");
  await owner.keyboard.press("Escape");
  await owner.getByText("bob@northwind.example").waitFor();

  const bob = await visit({ origin: program.origin, width: 390 });
  await join(bob, await linkTo("bob@northwind.example"), "Bob Noyce");
  await bob.getByText("so it counts as proven").waitFor();
  await accessible(bob);
  await picture(bob, "join-by-mail");
  await bob.getByRole("button", { name: "Join Northwind" }).click();
  await bob.getByRole("heading", { name: "Inbox" }).waitFor();

  // Without a reload: what is left comes by the stream.
  await owner.getByText("bob@northwind.example").waitFor({ state: "detached" });
  await owner.getByRole("button", { name: "Link", exact: true }).click();
  const copied = await owner.getByLabel(/^Link to join: cleo/).inputValue();
  await owner.getByRole("button", { name: "Withdraw" }).click();
  await owner.getByText("Nobody is invited").waitFor();
  await bob.goto(copied);
  await bob.getByText("It was withdrawn").waitFor();
  // Who may not invite finds no list.
  await bob.goto("/admin/invitations");
  await bob.getByText("This page is for owners and admins").waitFor();
});

test("people of a named mail domain join by themselves, from the sign-in page", async () => {
  const owner = await enterAs(await visit({ origin: program.origin }), ada);
  const dee = await visit({ origin: program.origin });
  await dee.goto("/sign-in");
  await dee.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(await dee.getByRole("link", { name: /Join with/ }).count()).toBe(0);
  await owner.goto("/admin/invitations");
  await owner.getByText("Nobody joins without an invitation.").waitFor();
  const field = owner.getByLabel("Mail domain");
  await field.fill("Self.Example");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Take self.example off the list" }).waitFor();

  await dee.goto("/sign-in");
  await dee.getByRole("link", { name: /Join with/ }).click();
  await dee.getByLabel("Mail address").fill("dee@self.example");
  await accessible(dee);
  await picture(dee, "self-join");
  await dee.getByRole("button", { name: "Mail me a link" }).click();
  await dee.getByText("If dee@self.example may join").waitFor();
  await join(dee, await linkTo("dee@self.example"), "Dee");
  expect(await dee.getByLabel("Mail address").isEditable()).toBe(false);
  await accessible(dee);
  await picture(dee, "self-join-form");
  await dee.getByRole("button", { name: "Join Northwind" }).click();
  await dee.getByRole("heading", { name: "Inbox" }).waitFor();
});

test.each(looks)("the invitations look as they should at $width px, $scheme", async (look) => {
  const name = `board-of-${"very-".repeat(8)}long-names-${look.width}-${look.scheme}`.slice(-60).replace(/^-/, "");
  const { id } = await ada.api.channels.create.mutate({ id: newId(), name, visibility: "private" });
  const channelIds = [id];
  const address = `${"someone.with.a.very.long.name.".repeat(2)}x@${look.width}-${look.scheme}.long-domain.example`;
  await ada.api.invitations.make.mutate({ to: [{ id: newId(), address }], channelIds });
  await ada.api.invitations.make.mutate({ to: [{ id: newId() }], uses: 25, days: 30 });
  const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
  await page.goto("/admin/invitations");
  await page.getByText(address).waitFor();
  await page.getByRole("button", { name: "Link", exact: true }).first().click();
  await accessible(page);
  await picture(page, "invitations");
  await page.goto("/members");
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByLabel("They become").selectOption("guest");
  await page.getByText("Channels for them").waitFor();
  await accessible(page);
  await picture(page, "invite-guest");
});
