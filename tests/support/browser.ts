import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findChromium } from "../../scripts/tools";

/** The sizes and schemes that every screen is looked at in. */
export type Look = { width: 390 | 1440; scheme: "light" | "dark" };
export const looks: Look[] = [
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
  { width: 1440, scheme: "light" },
  { width: 1440, scheme: "dark" },
];

/** Keep Chromium quiet on a closed network. */
const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export type VisitOptions = Partial<Look> & {
  origin: string;
  locale?: string;
  zone?: string;
  /** Console errors that belong to the test: the 404 of a page that is meant to be missing. */
  expected?: RegExp;
};

/**
 * A browser for the tests of a file. `visit` opens a page in a browser profile of its own: what a person at another
 * machine would have. After each test it fails on every console error, page error and breach of the content policy.
 */
export function useBrowser(): { visit(options: VisitOptions): Promise<Page> } {
  let browser: Browser;
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: flags });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(faults.splice(0), "faults that the browser told of").toEqual([]);
  });
  afterAll(() => browser.close());

  return {
    async visit({ origin, width = 1440, scheme = "light", locale = "en-GB", zone = "Europe/Berlin", expected }) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: { width, height: width === 390 ? 844 : 900 },
        hasTouch: width === 390,
        colorScheme: scheme,
        reducedMotion: "reduce",
        locale,
        timezoneId: zone,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(String(error)));
      // A breach of the content policy is an error on the console too.
      page.on("console", (message) => {
        const text = `${message.text()} (${message.location().url})`;
        if (message.type() === "error" && !expected?.test(text)) faults.push(text);
      });
      return page;
    },
  };
}

/** Fails when axe finds anything at all on the page as it stands. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/**
 * What is wider than the place that it stands in: the window, or a column that scrolls down and would hide the rest.
 * Code, tables and tabs scroll sideways on purpose, in boxes of their own.
 */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrollsDown = (box: Element) => ["auto", "scroll"].includes(getComputedStyle(box).overflowY);
    const boxes = [...document.querySelectorAll("main, main *, dialog, [role=dialog], [role=dialog] *")].filter(
      (box) => box.matches("main") || (scrollsDown(box) && !box.matches("nav, .prose *")),
    );
    return [document.documentElement, ...boxes]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.tagName} ${box.className}: ${box.scrollWidth} of ${box.clientWidth} px`);
  });

/** Keeps a picture of the page in .test/screens/, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()?.width;
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.screenshot({ path: `.test/screens/${name}-${size}-${dark ? "dark" : "light"}.png` });
}
