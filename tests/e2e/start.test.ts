import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessible, looks, picture, useBrowser } from "../support/browser";
import { type Program, startProgram } from "../support/program";

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.remove());
const { visit } = useBrowser();

test("a fresh start is ready", async () => {
  const answer = await fetch(`${program.origin}/api/health?ready`);
  expect(await answer.json()).toEqual({ status: "ok", checks: { database: "ok", relay: "ok" } });
});

describe("an address that leads nowhere says so", () => {
  test.each(looks)("$width px, $scheme", async (look) => {
    const page = await visit({ ...look, origin: program.origin, expected: /status of 404/ });
    const answer = await page.goto("/nowhere/at/all");
    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await accessible(page);
    await picture(page, "not-found");
  });
});
