import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { accessible, looks, picture, tooWide, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { type Program, startProgram } from "../support/program";
import { type SmtpSink, smtpSink } from "../support/smtp";

let program: Program;
let sink: SmtpSink;
let ada: Visitor;
beforeAll(async () => {
  sink = await smtpSink();
  program = await startProgram({ SMTP_URL: sink.url, MAIL_FROM: "notify@team.example" });
  ada = await foundTeam(program);
});
afterAll(async () => {
  await program.remove();
  await sink.stop();
});
const { visit } = useBrowser();

/** The path of the link in the newest mail to an address, once it is another than `before`. */
const linkTo = (address: string, path: string, before = ""): Promise<string> =>
  vi.waitFor(
    () => {
      const mail = sink.received.findLast(({ to }) => to.includes(address))?.mail;
      const [link] = new RegExp(`/${path}/[\\w-]{43}`).exec(mail?.text ?? "") ?? [];
      if (!link || link === before) throw new Error(`No mail with /${path}/ came to ${address}.`);
      return link;
    },
    { timeout: 20_000, interval: 100 },
  );

/** Opens a door that a mail leads to and looks at it. */
async function door(page: Page, link: string, name: string, button: string, done: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: button }).waitFor();
  await accessible(page);
  await picture(page, name);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: button }).click();
  await page.getByText(done).waitFor();
  await accessible(page);
  await picture(page, `${name}-done`);
}

describe("addresses", () => {
  test("are added, proven from the mail, made primary, and the old one takes that back", async () => {
    const bob = await addMember(ada, "Bob");
    // What a stream is told whose session was ended.
    const page = await enterAs(await visit({ origin: program.origin, expected: /status of 401/ }), bob);
    await page.goto("/settings/addresses");
    await page.getByText("Primary, but not proven").waitFor();
    await page.waitForLoadState("networkidle");
    // Joining by a plain link had one mailed already.
    const first = await linkTo("bob@example.org", "prove");
    await page.getByRole("button", { name: "Send the link to bob@example.org again" }).click();
    const stranger = await visit({ origin: program.origin });
    await door(stranger, await linkTo("bob@example.org", "prove", first), "prove", "Yes, it is mine", "is proven.");

    await page.getByLabel("Mail address", { exact: true }).fill("bob@home.example");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Not proven yet.").waitFor();
    await stranger.goto(await linkTo("bob@home.example", "prove"));
    await stranger.waitForLoadState("networkidle");
    await stranger.getByRole("button", { name: "Yes, it is mine" }).click();
    await stranger.getByText("bob@home.example is proven.").waitFor();

    await page.getByRole("button", { name: "Make bob@home.example primary" }).click();
    await page.getByText("Your mail goes there from now on.").waitFor();
    await accessible(page);
    const phone = await visit({ origin: program.origin, width: 390, scheme: "dark" });
    await door(
      phone,
      await linkTo("bob@example.org", "revert"),
      "revert",
      "Take it back",
      "is your primary address again",
    );
    await page.waitForURL(/\/sign-in/);
    await phone.reload();
    await phone.getByText("It was used already: the change was taken back.").waitFor();
  });

  test.each(looks)("look as they should at $width px, $scheme", async (look) => {
    const page = await enterAs(await visit({ ...look, origin: program.origin, zone: "Europe/Lisbon" }), ada);
    await page.goto("/settings/addresses");
    await page.getByText("Your browser is in Lisbon, your hours are in Berlin time.").waitFor();
    await accessible(page);
    await picture(page, "addresses");
    expect(await tooWide(page)).toEqual([]);
  });

  test("of a second account merge it into the first", async () => {
    const cleo = await addMember(ada, "Cleo");
    await addMember(ada, "Double");
    const proof = await linkTo("double@example.org", "prove");
    await cleo.api.addresses.prove.mutate({ token: proof.split("/").at(-1) as string });
    const page = await enterAs(await visit({ origin: program.origin }), cleo);
    await page.goto("/settings/addresses");
    await page.waitForLoadState("networkidle");
    await page.getByLabel("An address of the other account").fill("double@example.org");
    await page.getByRole("button", { name: "Ask for the link" }).click();
    await page.getByText("If this address is proven at another account").waitFor();
    const link = await linkTo("double@example.org", "merge");
    const elsewhere = await visit({ origin: program.origin, width: 390 });
    await elsewhere.goto(link);
    await elsewhere.getByText("signed in as Cleo (@cleo)").waitFor();
    expect(await elsewhere.content()).not.toContain("@double");
    await accessible(elsewhere);
    await picture(elsewhere, "merge-elsewhere");
    await door(page, link, "merge", "Merge the accounts", "They are one account now: @cleo.");
    const { items: people } = await ada.api.members.list.query({});
    expect(people.map(({ name }) => name)).not.toContain("Double");
  });
});

describe("a browser in another zone", () => {
  test("asks once whether one is travelling or has moved, and at home asks nothing", async () => {
    const dan = await addMember(ada, "Dan");
    const question = (page: Page) => page.getByRole("region", { name: "Your time zone" });
    const inZone = async (zone: string) => {
      const page = await enterAs(await visit({ origin: program.origin, zone }), dan);
      await page.goto("/inbox");
      await page.waitForLoadState("networkidle");
      return page;
    };
    const away = await inZone("Asia/Tokyo");
    await question(away).getByText("Your browser is in Tokyo, your hours are in Berlin time.").waitFor();
    await away.getByRole("button", { name: "Travelling" }).click();
    await question(away).waitFor({ state: "detached" });
    await away.reload();
    await away.waitForLoadState("networkidle");
    expect(await question(away).count()).toBe(0);
    expect(await dan.api.settings.mine.query()).toMatchObject({ zone: "Europe/Berlin", askedZone: "Asia/Tokyo" });

    expect(await question(await inZone("Europe/Berlin")).count()).toBe(0);

    const moved = await inZone("Europe/Lisbon");
    await moved.getByRole("button", { name: "I moved" }).click();
    await question(moved).waitFor({ state: "detached" });
    await vi.waitFor(async () => expect(await dan.api.settings.mine.query()).toMatchObject({ zone: "Europe/Lisbon" }));
  });
});
