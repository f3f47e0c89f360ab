import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { looks, picture, useBrowser } from "../support/browser";
import { enterAs, foundTeam } from "../support/over-http";
import { type Program, startProgram } from "../support/program";

let program: Program;
let proxy: Server;
/** Another site, which mounts the program under a path, takes the path away and says nothing of it. */
let site: string;
beforeAll(async () => {
  program = await startProgram();
  proxy = createServer((asked, answer) => {
    const [, rest] = /^\/tools\/tidings(\/.*)$/.exec(asked.url ?? "") ?? [];
    if (!rest) return void answer.writeHead(404).end("Not of this site");
    const passed = request(program.origin + rest, { method: asked.method, headers: asked.headers }, (came) => {
      answer.writeHead(came.statusCode ?? 500, came.headers);
      came.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  site = `http://localhost:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.close();
  await program.remove();
});
const { visit } = useBrowser();

test("a page that came below a path of another site says what to do", async () => {
  const page = await visit({ origin: site, expected: /404|MIME type/ });
  await page.goto("/tools/tidings/sign-in");
  await page.getByText("Tidings does not run under a path of another site.").waitFor();
  await picture(page, "sub-path");
  // Under a name of its own it says nothing, wherever one begins.
  const own = await visit({ origin: program.origin });
  for (const path of ["/sign-in", "/sign-in?next=/tools/sign-in", "//sign-in"]) {
    await own.goto(program.origin + path);
    await own.getByRole("heading", { level: 1 }).waitFor();
    expect(await own.getByText("does not run under a path").count()).toBe(0);
  }
});

test("the longest name of a channel stays within the sidebar", async () => {
  const ada = await foundTeam(program);
  const { id } = await ada.api.channels.create.mutate({ id: newId(), name: "w".repeat(60) });
  for (const look of looks.filter(({ scheme }) => scheme === "light")) {
    const page = await enterAs(await visit({ ...look, origin: program.origin }), ada);
    await page.goto(`/channels/${id}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await picture(page, "long-channel");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    if (look.width === 390) continue;
    const inside = await page.evaluate(() => {
      const edge = document.querySelector("nav")?.getBoundingClientRect().right ?? 0;
      return [...document.querySelectorAll("nav li a")].every((line) => line.getBoundingClientRect().right <= edge);
    });
    expect(inside).toBe(true);
  }
});
