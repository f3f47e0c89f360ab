import { eq } from "drizzle-orm";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { transaction } from "@/platform/db";
import { members, workspace } from "@/platform/db/schema";
import { findChromium } from "../../scripts/tools";
import { useDatabase } from "../support/database";
import { joined, settleAnyhow, useMail } from "../support/mail";
import { scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");
const mail = useMail();

/** Ways out of text into markup: of an element, an attribute, a title, a comment, a style. */
const markup = [
  "<img src=https://evil.example/a onerror=hit()>",
  '"><script>hit()</script>',
  "'-hit()-'",
  "</title><script>hit()</script>",
  "--><svg onload=hit()>",
  "</style><iframe src=https://evil.example>",
  "{{hit()}}",
  "<a href=javascript:hit()>press</a>",
];

test("hostile cases 1 and 2, a mail opened in a browser shows names and titles with markup as text and loads nothing", async () => {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  await joined(ada, bob);
  const name = markup.join(" ").slice(0, 120);
  await transaction(async (tx) => {
    await tx.update(members).set({ name }).where(eq(members.id, ada.id));
    await tx.update(workspace).set({ name: markup[0]! });
  });
  for (const title of markup)
    await start(ada, title, `To @bob.\n\n${markup.join("\n\n")}\n\n![x](https://evil.example/b.png)`);
  await settle();
  clock.set("2026-11-20T09:00:00Z");
  await settleAnyhow();
  const html = mail.sink().received.find(({ to }) => to.includes("bob@example.org"))?.mail.html ?? "";

  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    await page.route("**/*", (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    const hits: string[] = [];
    await page.exposeFunction("hit", () => void hits.push("hit"));
    await page.setContent(html);
    const text = (await page.textContent("body")) ?? "";
    for (const title of markup) expect(text).toContain(title);
    const live = await page.$$eval(
      "script, img, iframe, svg, object, embed, form, link, base, [onerror], [onload]",
      (all) => all.map((element) => element.outerHTML),
    );
    const addresses = await page.$$eval("a", (all) => all.map((link) => new URL(link.href).protocol));
    expect({ live, asked, hits, addresses: [...new Set(addresses)] }).toEqual({
      ...{ live: [], asked: [], hits: [] },
      addresses: ["https:"],
    });
  } finally {
    await browser.close();
  }
});
