import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { addMember, enterAs, foundTeam, type Visitor } from "../support/over-http";
import { freePort } from "../support/postgres";
import { type Program, startProgram } from "../support/program";
import { type LoginProvider, startProvider } from "../support/provider";

let program: Program;
let provider: LoginProvider;
let ada: Visitor;
beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://localhost:${port}`);
  program = await startProgram({ ...provider.env, PORT: String(port) });
  ada = await foundTeam(program);
});
afterAll(async () => {
  await program.remove();
  await provider.close();
});
const { visit } = useBrowser();
afterEach(() => {
  provider.account = null;
});

const refused = /status of 40\d/;
const PASSWORD = "quiet harbour lantern";

/** A device of this browser that makes passkeys and finds out by itself who holds it. */
async function withDevice(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

async function security(visitor: Visitor, page: Page): Promise<void> {
  await enterAs(page, visitor);
  await page.goto("/settings/security");
  await page.getByRole("heading", { name: "Passkeys" }).waitFor();
}

async function byPassword(page: Page, name: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Mail address").fill(`${name}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Leaves first: a page that is open notices that its session is gone, and goes by itself. */
async function signedOut(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
}
const isIn = (page: Page) => page.waitForURL(`${program.origin}/inbox`);

describe("what there is besides a password", () => {
  test.each(looks)("looks as it should at $width px, $scheme", async (look) => {
    const page = await visit({ ...look, origin: program.origin });
    await page.goto("/sign-in?provider=unknown");
    await page.getByRole("alert").getByText("Ask an owner or admin").waitFor();
    await accessible(page);
    await picture(page, "sign-in-ways");
    await page.goto("/sign-in/step#nonsense");
    await page.getByRole("heading", { name: "This step is over" }).waitFor();
    await accessible(page);
    await security(ada, page);
    await accessible(page);
    await picture(page, "security-factors");
    await page.getByRole("button", { name: "Set up" }).click();
    await page.getByRole("img", { name: "QR code" }).waitFor();
    await accessible(page);
    await picture(page, "totp-dialog");
  });

  test("an authenticator app is set up, asked for, and stood in for by a recovery code", async () => {
    const bob = await addMember(ada, "Bob");
    const page = await visit({ origin: program.origin, width: 390, expected: refused });
    await security(bob, page);
    await page.getByRole("button", { name: "Set up" }).click();
    const key = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent();
    const totp = new TOTP({ secret: Secret.fromBase32(String(key).replaceAll(" ", "")) });
    const code = page.getByLabel("The six digits");
    await code.fill("000000");
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("This code is not right.").waitFor();
    await code.fill(totp.generate());
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("heading", { name: "Keep these codes" }).waitFor();
    await accessible(page);
    await picture(page, "recovery-codes");
    const codes = await page.getByRole("dialog").getByRole("listitem").allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("10 left.").waitFor();
    await picture(page, "security-two-steps");

    await signedOut(page);
    await byPassword(page, "bob");
    await page.getByRole("heading", { name: "One more step" }).waitFor();
    await accessible(page);
    await picture(page, "second-step");
    await page.getByLabel("Code of your authenticator app").fill("123");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("This code is not right").waitFor();
    await page.getByLabel("Code of your authenticator app").fill(codes[0]!.toLowerCase());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await isIn(page);
  });

  test("a passkey is made, signs in without a name, and goes when it is removed", async () => {
    const cleo = await addMember(ada, "Cleo");
    const page = await visit({ origin: program.origin, expected: refused });
    await withDevice(page);
    await security(cleo, page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("Chrome, Linux").waitFor();
    await page.getByRole("button", { name: "Rename Chrome, Linux" }).click();
    await page.getByLabel("Name of the passkey").fill("Work laptop");
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByText("Work laptop").waitFor();
    await accessible(page);
    await picture(page, "security-passkey");

    await signedOut(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isIn(page);
    await page.goto("/settings/security");
    await page.getByText("Last used").first().waitFor();

    // As the second step after a password too.
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await signedOut(page);
    await byPassword(page, "cleo");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await isIn(page);

    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Switch off" }).click();
    await page.getByRole("button", { name: "Remove Work laptop" }).click();
    await page.getByText("Work laptop").waitFor({ state: "detached" });
    await signedOut(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("alert").getByText("This passkey is not known here").waitFor();
  });
});

describe("a real OpenID Connect provider", () => {
  const go = (page: Page) => page.getByRole("button", { name: "Sign in with Example Login" }).click();

  test("makes nobody a member, is linked by who is signed in, and signs them in from then on", async () => {
    const dora = await addMember(ada, "Dora");
    const page = await visit({ origin: program.origin, expected: refused });
    // Her address here was never proven, and for the other nobody vouches.
    for (const [account, words] of [
      [{ sub: "d", email: "dora@example.org", email_verified: true }, "has not proven it yet"],
      [{ sub: "d", email: "dora@example.org", email_verified: false }, "does not vouch"],
      [{ sub: "m", email: "mallory@example.org", email_verified: true }, "Ask an owner or admin of the team"],
    ] as const) {
      provider.account = account;
      // At the provider too: it remembers its browsers.
      await signedOut(page);
      await page.goto("/sign-in");
      await go(page);
      await page.getByRole("alert").getByText(words).waitFor();
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("tidings-session");
    }

    provider.account = { sub: "d" };
    await signedOut(page);
    await security(dora, page);
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByText("Linked since").waitFor();
    await page.waitForURL(`${program.origin}/settings/security`);
    await signedOut(page);
    await page.goto("/sign-in?next=/members");
    await go(page);
    await page.waitForURL(`${program.origin}/members`);

    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Unlink" }).click();
    await page.getByText("Not linked.").waitFor();
    await signedOut(page);
    await page.goto("/sign-in");
    await go(page);
    await page.getByRole("alert").getByText("does not vouch").waitFor();
  });

  test("who calls it off there, or comes back by a way that was not begun here, is told so and is not in", async () => {
    const page = await visit({ origin: program.origin, expected: refused });
    await page.goto("/sign-in");
    await go(page);
    await page.getByRole("alert").getByText("Coming back from the provider did not work").waitFor();

    provider.account = { sub: "e", email: "ada@example.org", email_verified: true };
    for (const query of ["code=guessed&state=guessed", "code=guessed", "error=access_denied"]) {
      await page.goto(`/api/auth/callback/oidc?${query}`);
      await page.getByRole("alert").getByText("Coming back from the provider did not work").waitFor();
    }
    // A way that another browser began: its state is that browser's alone.
    const other = await visit({ origin: program.origin, expected: /ERR_FAILED/ });
    let stolen = "";
    await other.route(`${provider.env.OIDC_ISSUER}/auth?**`, (route) => {
      stolen = route.request().url();
      return route.abort();
    });
    await other.goto("/sign-in");
    await go(other);
    await expect.poll(() => stolen).toContain("state=");
    await page.goto(stolen);
    await page.getByRole("alert").getByText("Coming back from the provider did not work").waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("tidings-session");
  });
});
