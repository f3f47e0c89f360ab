import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { type Program, startProgram } from "../support/program";

let program: Program;
let setupLink: string;
beforeAll(async () => {
  program = await startProgram();
  setupLink = (await program.printed(/\S+\/setup\/\S+/))[0];
});
afterAll(() => program.remove());
const { visit } = useBrowser();

/** What the console says of a refused input and of a line that is down. */
const refused = /status of 400|ERR_INTERNET_DISCONNECTED/;

const ada = { name: "Ada", address: "ada@example.org", password: "quiet harbour lantern" };
const bob = { name: "Bob", address: "bob@example.org", password: "a second quiet lantern" };

/** Calls the API as the page's own script would. Gives the data of the answer. */
const ask = (page: Page, procedure: string, input?: unknown) =>
  page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(`/api/trpc/${path}`, body === undefined ? {} : { method: "POST", body });
      const { result } = await answer.json();
      return result ? result.data : answer.status;
    },
    [procedure, input === undefined ? undefined : JSON.stringify(input)] as const,
  );

async function fill(page: Page, person: typeof ada): Promise<void> {
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Mail address").fill(person.address);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
}

async function signIn(page: Page, address: string, password: string): Promise<void> {
  await page.getByLabel("Mail address").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

describe("the doors", () => {
  test.each(looks)("look as they should at $width px, $scheme", async (look) => {
    const page = await visit({ ...look, origin: program.origin });
    await page.goto(setupLink);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await accessible(page);
    await picture(page, "setup");
    for (const [path, name] of [
      ["/sign-in", "no-team"],
      ["/setup/nonsense", "dead-link"],
    ] as const) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await accessible(page);
      await picture(page, name);
    }
  });

  test("lead from the set-up to two people who are signed in", async () => {
    const first = await visit({ origin: program.origin, expected: refused });
    await first.goto(setupLink);
    await first.getByLabel("Name of the team").fill("Northwind");
    await fill(first, { ...ada, password: "password12" });
    const open = first.getByRole("button", { name: "Open Northwind" });
    await open.click();
    await first.getByText("This password is one of the first that anybody would try").waitFor();
    await first.getByLabel("Password", { exact: true }).fill(ada.password);
    await open.click();
    await first.waitForURL(`${program.origin}/members`);
    expect(await ask(first, "members.me")).toMatchObject({ name: "Ada", role: "owner", zone: "Europe/Berlin" });

    const [{ token }] = await ask(first, "invitations.make", { to: [{ id: newId() }] });
    const second = await visit({ origin: program.origin, expected: refused, zone: "Asia/Tokyo" });
    await second.goto(`/join/${token}`);
    await second.getByRole("heading", { name: "Northwind" }).waitFor();
    await accessible(second);
    await picture(second, "join");
    await fill(second, bob);
    await second.getByRole("button", { name: "Join Northwind" }).click();
    await second.waitForURL(`${program.origin}/inbox`);
    expect(await ask(second, "members.me")).toMatchObject({ name: "Bob", role: "member", zone: "Asia/Tokyo" });
    expect(await ask(first, "members.me")).toMatchObject({ name: "Ada" });

    const third = await visit({ origin: program.origin });
    for (const link of [setupLink, `/join/${token}`]) {
      await third.goto(link);
      await third.getByText("It was used already").waitFor();
    }
  });

  test("let in by password, to the place that was asked for, and say what was wrong", async () => {
    const page = await visit({ origin: program.origin, width: 390, expected: refused });
    await page.goto("/sign-in?next=/members");
    await signIn(page, bob.address, "not this one");
    await page.getByRole("alert").getByText("The address or the password is not right.").waitFor();
    await accessible(page);
    await picture(page, "sign-in");
    await page.context().setOffline(true);
    await signIn(page, bob.address, bob.password);
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    await page.context().setOffline(false);
    await signIn(page, bob.address, bob.password);
    await page.waitForURL(`${program.origin}/members`);
    const cookie = (await page.context().cookies()).find(({ name }) => name === "tidings-session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", secure: false });
    await page.goto("/sign-in?next=//evil.example");
    await page.waitForURL(`${program.origin}/inbox`);

    await page.goto("/settings");
    await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${program.origin}/sign-in`);
    await page.goto("/inbox");
    await page.waitForURL(`${program.origin}/sign-in?next=%2Finbox`);
  });
});
