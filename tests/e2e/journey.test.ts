import { execFileSync } from "node:child_process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, picture, useBrowser } from "../support/browser";
import { type Program, startProgram } from "../support/program";
import { type SmtpSink, smtpSink } from "../support/smtp";

let program: Program;
let smtp: SmtpSink;
const mailEnv = () => ({ SMTP_URL: smtp.url, MAIL_FROM: "notify@tidings.example" });
beforeAll(async () => {
  smtp = await smtpSink();
  program = await startProgram(mailEnv());
});
afterAll(async () => {
  await program.remove();
  await smtp.stop();
});
const { visit } = useBrowser();

/** Makes the team by the link that the server printed, as its first owner. */
async function setUp(page: Page): Promise<void> {
  const [link] = await program.printed(/http:\S+\/setup\/\S+/);
  await page.goto(link);
  await page.getByLabel("Name of the team").fill("Northwind");
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("Mail address").fill("ada@northwind.example");
  await page.getByLabel("Password", { exact: true }).fill("quiet harbour lantern");
  await accessible(page);
  await picture(page, "set-up");
  await page.getByRole("button", { name: "Open Northwind" }).click();
  // The first thing to do in a new team is to add somebody.
  await page.getByRole("heading", { name: "Members" }).waitFor();
}

/** Makes a link to join, as an owner does. */
async function joinLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const field = page.getByLabel("Link to join");
  await field.waitFor();
  await picture(page, "join-link");
  const link = await field.inputValue();
  await page.keyboard.press("Escape");
  return link;
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill("Bob Noyce");
  await page.getByLabel("Mail address").fill("bob@northwind.example");
  await page.getByLabel("Password", { exact: true }).fill("another quiet harbour");
  await accessible(page);
  await picture(page, "join");
  await page.getByRole("button", { name: "Join Northwind" }).click();
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
}

async function startThread(page: Page, title: string, body: string): Promise<void> {
  await page.getByRole("link", { name: "Inbox" }).first().click();
  await page.getByRole("link", { name: "New thread" }).first().click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Write the opening post").fill(body);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
}

/** Answers the post that holds a text. */
async function reply(page: Page, to: string, body: string): Promise<void> {
  const post = page.getByRole("article").filter({ hasText: to }).last();
  await post.getByRole("button", { name: "Reply" }).first().click();
  await page.getByRole("textbox", { name: "Answer the thread" }).fill(body);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article").filter({ hasText: body }).last().waitFor();
}

test("one thread travels from a browser to a digest in the mail", async () => {
  const ada = await visit({ origin: program.origin });
  await setUp(ada);
  await accessible(ada);
  await picture(ada, "members");

  const bob = await visit({ origin: program.origin, width: 390, zone: "Asia/Kolkata" });
  await join(bob, await joinLink(ada));
  await picture(bob, "inbox-empty");

  await startThread(
    ada,
    "Where do attachments live?",
    "Two options, **side by side**.\n\n- a bucket\n- a disk\n\n@bob-noyce yours.",
  );
  await accessible(ada);
  await picture(ada, "thread");

  // Without a reload: the entry comes by the stream.
  const entry = bob.getByRole("link", { name: /Where do attachments live\?/ });
  await entry.waitFor();
  await bob.getByText("Mentions you").waitFor();
  await accessible(bob);
  await picture(bob, "inbox");
  await entry.click();
  await bob.getByRole("article").filter({ hasText: "side by side" }).waitFor();
  await accessible(bob);
  await picture(bob, "thread");

  await reply(bob, "side by side", "The bucket: a restore is calmer.");
  await ada.getByRole("article").filter({ hasText: "a restore is calmer" }).last().waitFor();
  await reply(ada, "a restore is calmer", "Then the bucket it is.");
  await bob.getByRole("article").filter({ hasText: "Then the bucket it is." }).last().waitFor();
  await picture(ada, "thread-nested");

  await bob.getByRole("button", { name: /^Done/ }).click();
  await bob.getByText("Nothing waits for you").waitFor();
  await startThread(ada, "Empty states: words before pictures", "The second sentence is yours to change, @bob-noyce.");
  await bob.getByRole("link", { name: /Empty states/ }).waitFor();

  execFileSync(process.execPath, ["scripts/admin.mjs", "digest-now", "bob@northwind.example"], {
    env: { ...process.env, ...mailEnv(), NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: program.dataDir },
  });
  await expect.poll(() => smtp.received.length, { timeout: 20_000 }).toBe(2);
  // The first one asked Bob whether his address is his.
  const { to, mail } = smtp.received.at(-1) as (typeof smtp.received)[number];
  expect(to).toEqual(["bob@northwind.example"]);
  expect(mail.text).toContain("Empty states: words before pictures");
  expect(mail.text).toContain("The second sentence is yours to change");
  expect(mail.html).toContain("Empty states: words before pictures");
  // What was read, answered and done is not said again.
  expect(mail.text).not.toContain("a restore is calmer");

  await bob.goto("/settings/mail");
  await bob.getByRole("link", { name: String(mail.subject) }).click();
  await bob.getByRole("heading", { name: String(mail.subject), level: 1 }).waitFor();
  await picture(bob, "mail");
  await ada.goto("/settings");
  await accessible(ada);
  await picture(ada, "settings");
});
