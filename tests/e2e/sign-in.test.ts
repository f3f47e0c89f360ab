import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, signIn, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";
import { type SmtpSink, smtpSink } from "../support/smtp";

let sink: SmtpSink;
let program: Program;
let ada: Visitor;
beforeAll(async () => {
  sink = await smtpSink();
  program = await startProgram({ SMTP_URL: sink.url, MAIL_FROM: "notify@example.org" });
  ada = await foundTeam(program);
});
afterAll(async () => {
  await program.remove();
  await sink.stop();
});
const { visit } = useBrowser();

const password = "quiet harbour lantern";
/** What the console says of a refused input. */
const refused = /status of 40[03]/;

/** Waits until the page's script answers, then types: before that, what is typed may be lost. */
async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.waitFor();
  await page.waitForLoadState("networkidle");
  await field.fill(text);
}

/** The newest link of a kind that was mailed to an address. */
async function linkTo(address: string, kind: "sign-in" | "reset"): Promise<string> {
  const link = () => {
    const mail = sink.received.findLast(({ to }) => to.includes(address));
    return new RegExp(`\\S+/${kind}/[\\w-]{43}`).exec(mail?.mail.text ?? "")?.[0];
  };
  await vi.waitFor(() => expect(link()).toBeDefined(), { timeout: 20_000, interval: 50 });
  return link() ?? "";
}

/** Lets a session need to be confirmed, as after a quarter of an hour. */
function grow(address: string): void {
  const database = new Database(`${program.dataDir}/tidings.db`, { timeout: 5_000 });
  database
    .prepare(
      "UPDATE sessions SET confirmed_at = NULL WHERE member_id IN (SELECT member_id FROM addresses WHERE address = ?)",
    )
    .run(address);
  database.close();
}

test.each(looks)("the doors are as they should be at $width px, $scheme", async (look) => {
  const page = await visit({ ...look, origin: program.origin });
  for (const [path, name] of [
    ["/sign-in", "sign-in-ways"],
    ["/sign-in/link", "sign-in-by-mail"],
    ["/forgot", "forgot"],
    ["/reset/nonsense", "reset-dead"],
  ] as const) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await accessible(page);
    await picture(page, name);
  }
});

describe("a link by mail", () => {
  test("signs in by its button, and by nothing else", async () => {
    await addMember(ada, "Bob");
    const page = await visit({ origin: program.origin, width: 390 });
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Send me a link" }).click();
    await type(page, "Mail address", "bob@example.org");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await accessible(page);
    await picture(page, "link-sent");

    const link = await linkTo("bob@example.org", "sign-in");
    // A scanner opens it first.
    for (let i = 0; i < 2; i++) expect((await fetch(link)).status).toBe(200);
    await page.goto(link);
    await page.getByRole("heading", { name: "Hello, Bob" }).waitFor();
    await page.waitForLoadState("networkidle");
    await accessible(page);
    await picture(page, "by-link");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(`${program.origin}/inbox`);

    const other = await visit({ origin: program.origin });
    await other.goto(link);
    await other.getByText("It was used already").waitFor();
  });

  test("leads to a new password, which signs in", async () => {
    await addMember(ada, "Cleo");
    const page = await visit({ origin: program.origin, expected: refused });
    await page.goto("/forgot");
    await type(page, "Mail address", "cleo@example.org");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await page.goto(await linkTo("cleo@example.org", "reset"));
    await type(page, "New password", "password12");
    await page.getByRole("button", { name: "Keep it and sign in" }).click();
    await page.getByText("This password is one of the first").waitFor();
    await accessible(page);
    await picture(page, "reset");
    await type(page, "New password", "a quiet new lantern");
    await page.getByRole("button", { name: "Keep it and sign in" }).click();
    await page.waitForURL(`${program.origin}/inbox`);
    const again = await signIn(program.origin, { address: "cleo@example.org", password: "a quiet new lantern" });
    expect(await again.api.members.me.query()).toMatchObject({ name: "Cleo" });
  });
});

describe("where one is signed in", () => {
  test.each(looks)("looks as it should at $width px, $scheme", async (look) => {
    await signIn(program.origin, { address: "ada@example.org", password });
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    await page.goto("/settings/security");
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await page.getByText("This browser").waitFor();
    await accessible(page);
    await picture(page, "security");
  });

  test("another password ends the other browser at once, after the old one was asked for", async () => {
    const dan = await addMember(ada, "Dan");
    const elsewhere = await signIn(program.origin, { address: "dan@example.org", password });
    const here = await enterAs(await visit({ origin: program.origin, expected: refused }), dan);
    const there = await enterAs(await visit({ origin: program.origin, expected: /status of 401/ }), elsewhere);
    await there.goto("/inbox");
    await there.waitForLoadState("networkidle");
    grow("dan@example.org");

    await here.goto("/settings/security");
    await here.waitForLoadState("networkidle");
    await here.getByRole("button", { name: "Change password" }).click();
    await here.getByLabel("New password", { exact: true }).fill("a quiet new lantern");
    await here.getByRole("button", { name: "Keep this password" }).click();
    await here.getByRole("heading", { name: "Is it you?" }).waitFor();
    await here.getByLabel("Your password", { exact: true }).fill("not this one");
    await here.getByRole("button", { name: "It is me" }).click();
    await here.getByText("This is not your password.").waitFor();
    await accessible(here);
    await picture(here, "confirm");
    await here.getByLabel("Your password", { exact: true }).fill(password);
    await here.getByRole("button", { name: "It is me" }).click();
    await here.getByText("The new password holds").waitFor();

    await there.waitForURL(/\/sign-in\?next=/);
    await here.goto("/inbox");
    await here.waitForURL(`${program.origin}/inbox`);
    await vi.waitFor(
      () =>
        expect(sink.received.some(({ mail }) => mail.subject === "Your password for Northwind was changed")).toBe(true),
      { timeout: 20_000 },
    );
  });

  test("one other browser is signed out by its line", async () => {
    const eve = await addMember(ada, "Eve");
    const elsewhere = await signIn(program.origin, { address: "eve@example.org", password });
    const here = await enterAs(await visit({ origin: program.origin }), eve);
    await here.goto("/settings/security");
    await here.waitForLoadState("networkidle");
    await here.getByRole("button", { name: /^Sign out A browser/ }).click();
    await here.getByText("Signed out there").waitFor();
    await expect.poll(() => elsewhere.api.members.me.query().catch(() => "out")).toBe("out");
    expect(await eve.api.members.me.query()).toMatchObject({ name: "Eve" });
  });
});
