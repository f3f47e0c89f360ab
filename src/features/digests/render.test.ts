import { beforeAll, describe, expect, test } from "vitest";
import { forget } from "@/platform/once";
import { sampleModel } from "../../../tests/support/digest-model";
import { digestHtml } from "./html";
import { digestText } from "./text";
import { wordsOf } from "./words";

const UNSUBSCRIBE = "https://tidings.northwind.example/unsubscribe/token";
const render = async (model: ReturnType<typeof sampleModel>) => {
  const view = await wordsOf(model, UNSUBSCRIBE);
  return { view, html: digestHtml(view), text: digestText(view) };
};

beforeAll(() => {
  process.env.PUBLIC_URL = "https://tidings.northwind.example";
  forget("env");
});

const one = () => sampleModel({ threads: 1 });
const forty = () =>
  sampleModel({ threads: 40, reasons: ["mentioned", "following", "channel", "following", "replied"] });

describe("the digest, rendered", () => {
  test("of one item is what was looked at", async () => {
    const { html, text } = await render(one());
    await expect(html).toMatchFileSnapshot("../../../tests/golden/digest-1.html");
    await expect(text).toMatchFileSnapshot("../../../tests/golden/digest-1.txt");
  });

  test("of forty items is what was looked at", async () => {
    const { html, text } = await render(forty());
    await expect(html).toMatchFileSnapshot("../../../tests/golden/digest-40.html");
    await expect(text).toMatchFileSnapshot("../../../tests/golden/digest-40.txt");
  });

  test("in German is what was looked at", async () => {
    const { text } = await render(
      sampleModel({ threads: 3, reasons: ["replied", "following", "channel"], locale: "de" }),
    );
    await expect(text).toMatchFileSnapshot("../../../tests/golden/digest-3.de.txt");
  });

  test("stays under the size at which mail programs cut, however much there is", async () => {
    const reasons = ["mentioned", "following", "channel"] as const;
    for (const times of [1, 4, 20]) {
      const { html } = await render(sampleModel({ threads: 200, postsPerThread: 3, times, reasons: [...reasons] }));
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    }
  });

  test("is capped, and says how many are older", async () => {
    const { view } = await render(
      sampleModel({ threads: 40, reasons: ["mentioned", "following", "channel", "following"] }),
    );
    expect(view.sections.map(({ threads, older }) => [threads.length, older?.label])).toEqual([
      [8, "and 2 older"],
      [8, "and 12 older"],
      [5, "and 5 older"],
    ]);
    expect(view.subject).toBe("Thu 19 Nov: 10 said to you, 20 threads, 10 new");
  });

  test("loads nothing, tracks nothing and carries no script, class or id", async () => {
    for (const { html } of [await render(one()), await render(forty())]) {
      expect(html).not.toMatch(/<img|<link|<script|<style|url\(|class=|\bid=|src=/i);
      const hosts = [...html.matchAll(/https?:\/\/([^/"?]+)/g)].map(([, host]) => host);
      expect(new Set(hosts)).toEqual(new Set(["tidings.northwind.example", "docs.northwind.example"]));
      expect(html).not.toMatch(/[?&](utm|token|open|track)/i);
    }
  });

  test("shows a title's markup as text", async () => {
    const { html } = await render(sampleModel({ threads: 8 }));
    expect(html).toContain("&lt;12 November&gt;");
    expect(html).not.toContain("<12 November>");
  });

  test("covers spoilers in both parts", async () => {
    const { html, text } = await render(sampleModel({ threads: 3 }));
    for (const part of [html, text]) {
      expect(part).toContain("▒▒▒");
      expect(part).not.toContain("that the picture goes");
    }
  });

  test("has a text part of lines within 72 characters, but for links and code", async () => {
    const { text } = await render(forty());
    const long = text.split("\n").filter((line) => line.length > 72);
    expect(long.filter((line) => !line.includes("https://") && !line.includes("andAVeryLongLine"))).toEqual([]);
    expect(text).toContain("bare machine | 4 | Wanjiru");
  });

  test("of one thread bears its title as subject", async () => {
    const { view } = await render(one());
    expect(view.subject).toBe("Thu 19 Nov: Where do attachments live once we leave one box?");
  });
});
