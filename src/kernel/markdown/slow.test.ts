import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../markdown";
import { excerpt, plainText } from "../plain-text";
import { type Reader, resolveRefs } from "../refs";

const LIMIT = 65_536;

const fill = (text: string) => text.repeat(Math.floor(LIMIT / Buffer.byteLength(text)));
const around = (left: string, middle: string, right: string) => {
  const times = Math.floor((LIMIT - middle.length) / (left.length + right.length));
  return left.repeat(times) + middle + right.repeat(times);
};
/** As much code as is highlighted, in lines as long as they may be. */
const code = (language: string, text: string) => {
  const line = `${text.repeat(200).slice(0, 199)}\n`;
  return `\`\`\`${language}\n${line.repeat(30)}\`\`\`\n${line.repeat(200)}`;
};
const ramp = (sign: string) => {
  let text = "";
  for (let length = 1; text.length + length < LIMIT; length++) text += `${sign.repeat(length)} `;
  return text.slice(0, LIMIT);
};
const cut = (text: string) =>
  Buffer.from(text)
    .subarray(0, LIMIT)
    .toString()
    .replace(/\ufffd+$/, "");

const storms: Record<string, string> = {
  "quotes within quotes": fill(">"),
  "quotes, spaced": fill("> "),
  "lists within lists": fill("- "),
  "numbers within numbers": fill("1. "),
  "quotes and lists": fill("> - "),
  "lists, deeper by line": Array.from({ length: 350 }, (_, i) => `${" ".repeat(i)}- a`).join("\n"),
  "many deep lists": cut(`${"- ".repeat(10)}a\n`.repeat(2_900)),
  "a loose list": fill("- a\n\n"),
  tasks: fill("- [x] @ana\n"),
  backticks: fill("`"),
  "backticks in growing runs": ramp("`"),
  "backticks unpaired": fill("`a`` "),
  brackets: fill("["),
  "brackets, closed": around("[", "a", "]"),
  "links within links": around("[", "a", "](http://a.b)"),
  "links unclosed": fill("[a]("),
  "addresses unclosed": fill('[a](<http://b> "'),
  "images within images": around("![", "a", "](http://a.b)"),
  images: fill("!["),
  "images in links": around("[![", "a", "](http://a.b)](http://a.b)"),
  stars: fill("*"),
  "stars opening": fill("**a "),
  "stars around": around("*", "a", "*"),
  "stars in pairs": around("*a **b ", "c", " b** a*"),
  "stars in growing runs": ramp("*"),
  underscores: fill("_a"),
  "stars and underscores": fill("a**b_c*"),
  tildes: around("~~", "a", "~~"),
  "all marks": fill("*_~`["),
  "table, wide and filled up": cut(`${"|a".repeat(1_000)}|\n${"|-".repeat(1_000)}|\n${"|\n".repeat(30_000)}`),
  "table, one row": cut(`|${"a|".repeat(13_000)}\n|${"-|".repeat(13_000)}`),
  "table, long": cut(`a|b\n-|-\n${"x|y\n".repeat(16_000)}`),
  tables: fill("a|b\n-|-\n"),
  bars: fill("|"),
  spoilers: fill("||a|| "),
  "spoilers unclosed": fill("||a "),
  "angle brackets": fill("<"),
  autolinks: fill("<http://a "),
  times: fill("<time:2026-11-20T09:00[Europe/Lisbon]>"),
  "times unclosed": fill("<time:2026-11-20T09:00["),
  "times of a thousand years": cut(Array.from({ length: 2_600 }, (_, i) => `<time:${1000 + i}-11-20T09:00Z>`).join("")),
  entities: fill("&#1"),
  escapes: fill("\\*"),
  "signs at": fill("@"),
  mentions: fill("@ana "),
  "names that go on": fill(`@${"a.".repeat(40)}`),
  channels: fill("#general "),
  footnotes: fill("[^a"),
  "footnotes named": `${fill("[^a]").slice(0, -20)}\n\n[^a]: x`,
  "footnote definitions": cut(Array.from({ length: 3_500 }, (_, i) => `[^${i}]: [^${i + 1}]\n`).join("")),
  "footnotes in themselves": cut(`[^a]\n\n[^a]: ${"[^a]".repeat(16_000)}`),
  references: cut(Array.from({ length: 3_000 }, (_, i) => `[r${i}]: http://a.b\n`).join("")),
  "references unfinished": fill("[a]:\n"),
  urls: fill("http://a.b "),
  "urls unfinished": fill("http://"),
  "urls without end": `http://${fill("a.").slice(20)}`,
  "urls in brackets": `http://a.b/${fill("(").slice(40)}`,
  "mail addresses": fill("a@b.c "),
  "mail unfinished": fill("a@"),
  lines: fill("a\n"),
  headings: fill("# a\n"),
  "underlined headings": fill("a\n=\n"),
  fences: fill("```\n"),
  "small code": fill("```js\na\n```\n"),
  "lazy quotes": cut(`> a\n${"b\n".repeat(32_000)}`),
  "one word": "a".repeat(LIMIT),
  marks: cut(`a${"\u0301".repeat(32_000)}`),
  ideographs: fill("漢"),
  emoji: fill("👩‍👩‍👧‍👦"),
  "turned direction": fill("\u202e"),
  nul: fill("\0"),
  "code, C#": code("csharp", "public A public A "),
  "code, CSS": code("css", "a(a(a(a("),
  "code, Ruby": code("ruby", "'' "),
  "code, JavaScript": code("javascript", "<a>{<a>{"),
  "code, INI, one word": code("ini", "a"),
  "code, Markdown": code("markdown", "[a]("),
  "code, sessions": code("shell", "${${"),
};

const id = "01932c07-7a70-7aaa-8aaa-aaaaaaaaaaaa";
const options = {
  baseUrl: "https://t.example",
  prefix: "p",
  lookup: { members: new Map([["ana", id]]), channels: new Map([["general", id]]) },
};
const reader: Reader = {
  resolve: () => ({ label: "Ana", href: "/x" }),
  hidden: () => "",
  time: () => ({ label: "09:00", title: "" }),
};

/** The best of a few, in time or in CPU time: what the code takes, not what other work on the machine does to it. */
function best(work: () => void, turns = 6, enough = BUDGET * 0.6): number {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns && least >= enough; turn++) {
    const begin = performance.now();
    const spent = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(spent);
    least = Math.min(least, performance.now() - begin, (user + system) / 1_000);
  }
  return least;
}

const dense =
  "Hello there, the *plan* for **Friday** is in [the notes](https://x.org/n) and `code`.\n\n- first thing\n- second thing\n\n";

/** 100 ms where 64 KB of dense prose take 25 or less; in proportion where all is slower. */
const BUDGET = Math.max(100, 4 * best(() => renderMarkdown(fill(dense), options), 8, 0));

describe("hostile case 27, 64 KB written to be slow take under 100 ms", () => {
  test.each(Object.entries(storms))("%s", (_, source) => {
    expect(source.length).toBeLessThanOrEqual(LIMIT);
    expect(best(() => renderMarkdown(source, options))).toBeLessThan(BUDGET);
    const { html } = renderMarkdown(source, options);
    expect(best(() => resolveRefs(html, reader))).toBeLessThan(BUDGET);
    expect(best(() => excerpt(plainText(html, reader), 200))).toBeLessThan(BUDGET);
  });
});

test("hostile case 27, 500 KB are refused at once", () => {
  expect(best(() => expect(() => renderMarkdown("[".repeat(500_000), options)).toThrow("64 KB"))).toBeLessThan(10);
});

test("nothing nests deeper than a browser shows, and no word is lost", () => {
  const depth = (html: string) => {
    let now = 0;
    let most = 0;
    for (const [tag] of html.matchAll(/<(?!br|hr)\/?[a-z][^>]*>/g)) {
      now += tag.startsWith("</") ? -1 : 1;
      most = Math.max(most, now);
    }
    return most;
  };
  for (const source of [
    around("*", "word", "*"),
    `${fill(">").slice(10)} word`,
    `${"- ".repeat(9_000)}word`,
    around("**~~_", "word", "_~~**"),
  ]) {
    const { html, text } = renderMarkdown(source, options);
    expect(depth(html)).toBeLessThan(64);
    expect(text).toContain("word");
  }
  expect(depth(renderMarkdown("> > - - *a **b***", options).html)).toBe(8);
});

test("a usual post takes a millisecond at most", () => {
  const post =
    "Hello @ana, the *plan* for **Friday** is in [the notes](https://x.org/n) and `code`.\n\n- first thing, in #general\n- second thing\n  1. with a step\n\n> quoted words\n\nMore at https://x.org/a and thanks!\n";
  const hundred = best(() => {
    for (let turn = 0; turn < 100; turn++) renderMarkdown(post, options);
  });
  expect(hundred).toBeLessThan(100);
});
