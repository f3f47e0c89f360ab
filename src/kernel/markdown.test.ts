import { describe, expect, test } from "vitest";
import { isAppError } from "./errors";
import { unescapeHtml } from "./escape";
import { collectRefs, renderMarkdown } from "./markdown";

const ana = "01932c07-7a70-7aaa-8aaa-aaaaaaaaaaaa";
const design = "01932c07-7a70-7aaa-8aaa-bbbbbbbbbbbb";
const general = "01932c07-7a70-7aaa-8aaa-cccccccccccc";
const thread = "01932c07-7a70-7aaa-8aaa-dddddddddddd";
const post = "01932c07-7a70-7aaa-8aaa-eeeeeeeeeeee";
const baseUrl = "https://tidings.example";
const lookup = {
  members: new Map([
    ["ana", ana],
    ["ana-maria.b", post],
  ]),
  groups: new Map([["design", design]]),
  channels: new Map([
    ["general", general],
    ["für-alle", thread],
  ]),
};

const render = (source: string) => renderMarkdown(source, { baseUrl, prefix: "p1", lookup });
const html = (source: string) => render(source).html.trim();
const paragraph = (source: string) => /^<p dir="auto">(.*)<\/p>$/s.exec(html(source))?.[1];
const ref = (kind: string, id: string) => `<a data-ref="${kind}:${id}"></a>`;

describe("names", () => {
  test("a mention is stored as a reference without a name", () => {
    expect(paragraph("Ask @Ana, @design. See #general")).toBe(
      `Ask ${ref("member", ana)}, ${ref("group", design)}. See ${ref("channel", general)}`,
    );
    expect(render("@Ana @design #general @ANA").refs).toEqual({
      memberIds: [ana],
      groupIds: [design],
      channelIds: [general],
      threadIds: [],
      postIds: [],
    });
  });

  test("who is unknown stays text", () => {
    expect(paragraph("@nobody #nowhere @constructor #toString")).toBe("@nobody #nowhere @constructor #toString");
  });

  test("names end before punctuation and hold letters of every script", () => {
    expect(paragraph("(@ana) *@ana* @ana's @ana-maria.b. #für-alle!")).toBe(
      `(${ref("member", ana)}) <em>${ref("member", ana)}</em> ${ref("member", ana)}'s ${ref("member", post)}. ${ref("channel", thread)}!`,
    );
  });

  test("addresses, paths, longer words, escapes and link texts mention nobody", () => {
    const source =
      "x@ana https://x.org/@ana#general a#general \\@ana \\#general [ask @ana](https://x.org) ![@ana](https://x.org/i.png)";
    expect(collectRefs(source, baseUrl)).toMatchObject({ handles: [], channels: [] });
    expect(collectRefs(`${source} @ana`, baseUrl)).toMatchObject({ handles: ["ana"] });
  });

  test("code mentions nobody", () => {
    const source = "`@ana` ``#general``\n\n```\n@ana\n```\n\n    @ana #general\n";
    expect(collectRefs(source, baseUrl)).toMatchObject({ handles: [], channels: [] });
    expect(render(source).refs.memberIds).toEqual([]);
  });

  test("what is collected are keys, each once, wherever it stands", () => {
    const source = "# @Ana\n\n- @ana\n\n> #General\n\n|a|\n|-|\n|@Ｂｏｂ|\n\n||@carol||\n\nx[^1]\n\n[^1]: by @dan";
    expect(collectRefs(source, baseUrl)).toMatchObject({
      handles: ["ana", "bob", "carol", "dan"],
      channels: ["general"],
    });
  });
});

describe("links", () => {
  test("links to this instance become references", () => {
    expect(paragraph(`${baseUrl}/t/${thread} <${baseUrl}/p/${post}> [](/t/${thread})`)).toBe(
      `${ref("thread", thread)} ${ref("post", post)} ${ref("thread", thread)}`,
    );
    expect(paragraph(`${baseUrl}/channels/${general}`)).toBe(ref("channel", general));
    expect(paragraph(`${baseUrl}/channels/${general}/${thread}`)).toBe(ref("thread", thread));
    expect(paragraph(`${baseUrl}/inbox/${thread}#post-${post}`)).toBe(ref("post", post));
    expect(collectRefs(`${baseUrl}/t/${thread} /t/${post}`, baseUrl)).toMatchObject({
      threadIds: [thread],
      postIds: [],
    });
  });

  test("a link that its author gave words keeps them", () => {
    expect(paragraph(`[the *plan*](${baseUrl}/t/${thread})`)).toBe(
      `<a data-ref="thread:${thread}">the <em>plan</em></a>`,
    );
    expect(render(`[the plan](/p/${post})`).refs.postIds).toEqual([post]);
  });

  test("only this instance's own addresses are its own", () => {
    const others = [
      `https://tidings.example.evil.org/t/${thread}`,
      `https://tidings.example@evil.org/t/${thread}`,
      `http://tidings.example/t/${thread}`,
      `https://tidings.example:8443/t/${thread}`,
      `https://evil.org/t/${thread}`,
      `${baseUrl}/t/${thread}/../../x`,
      `${baseUrl}/t/${thread}x`,
    ];
    for (const href of others) {
      expect(paragraph(`[x](${href})`)).toBe(`<a href="${href}" rel="noopener noreferrer nofollow">x</a>`);
      expect(render(`[x](${href})`).refs.threadIds, href).toEqual([]);
    }
  });

  test("links elsewhere say that nobody vouches for them", () => {
    expect(paragraph("https://x.org")).toBe(
      '<a href="https://x.org" rel="noopener noreferrer nofollow">https://x.org</a>',
    );
    expect(paragraph("[x](http://x.org 'a \"t\"')")).toBe(
      '<a href="http://x.org" title="a &quot;t&quot;" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(paragraph("a@b.org README.md example.org")).toBe(
      '<a href="mailto:a@b.org">a@b.org</a> README.md example.org',
    );
  });

  test("a link holds no other link", () => {
    expect(paragraph("[see <https://y.org>](https://x.org)")).toBe(
      '<a href="https://x.org" rel="noopener noreferrer nofollow">see &lt;https://y.org&gt;</a>',
    );
    expect(paragraph("see <https://y.org>")).toContain('<a href="https://y.org"');
  });

  test("brackets that lead nowhere stay as they were written", () => {
    expect(paragraph("[]() [words]()")).toBe("[]() [words]()");
    expect(paragraph("[words](https://x.org)")).toContain(">words</a>");
  });

  test("an image is a link, for loading it would tell its host who reads", () => {
    expect(paragraph("![a *cat*](https://x.org/c.png)")).toBe(
      '<a href="https://x.org/c.png" rel="noopener noreferrer nofollow">a <em>cat</em></a>',
    );
    expect(paragraph("![](https://x.org/c.png)")).toContain(">https://x.org/c.png</a>");
    expect(paragraph("[![badge](https://x.org/b.svg)](https://ci.org)")).toBe(
      '<a href="https://ci.org" rel="noopener noreferrer nofollow">badge</a>',
    );
  });
});

describe("text", () => {
  test("tables, strikethrough, tasks and line breaks of GFM", () => {
    expect(html("|a|b|c|\n|-|:-:|-:|\n|1|2|3|")).toContain(
      '<td>1</td>\n<td class="align-center">2</td>\n<td class="align-right">3</td>',
    );
    expect(paragraph("~~no~~\nyes")).toBe("<s>no</s><br>\nyes");
    expect(html("- [ ] a\n- [x] b\n- [y] c")).toBe(
      '<ul dir="auto">\n<li class="task">☐ a</li>\n<li class="task task-done">☑ b</li>\n<li>[y] c</li>\n</ul>',
    );
  });

  test("headings never outrank the page's", () => {
    expect(html("# a\n## b\n##### c")).toBe(
      '<h3 dir="auto" id="p1-h1">a</h3>\n<h4 dir="auto" id="p1-h2">b</h4>\n<h6 dir="auto" id="p1-h3">c</h6>',
    );
  });

  test("spoilers cover words, links and names, and stay text when they do not close", () => {
    expect(paragraph("||a **b** @ana||")).toBe(
      `<span class="spoiler" tabindex="0">a <strong>b</strong> ${ref("member", ana)}</span>`,
    );
    for (const source of ["||a", "|a|", "||||", "a||", "**||a**||", "\\||a||"])
      expect(html(source), source).not.toContain("spoiler");
    expect(paragraph("`||a||`")).toBe("<code>||a||</code>");
  });

  test("times are instants, whatever their zone's clocks did", () => {
    expect(paragraph("<time:2026-11-20T09:00[Europe/Lisbon]>")).toBe(
      `<time data-ref="time:${Date.UTC(2026, 10, 20, 9)}"></time>`,
    );
    expect(paragraph("<time:2026-07-20T09:00[Europe/Lisbon]> <time:2026-07-20T08:00Z>")).toBe(
      Array(2)
        .fill(`<time data-ref="time:${Date.UTC(2026, 6, 20, 8)}"></time>`)
        .join(" "),
    );
    for (const bad of ["<time:2026-02-30T09:00Z>", "<time:2026-01-01T09:00[Nowhere/Else]>", "<time:2026-01-01>"])
      expect(html(bad)).not.toContain("<time");
  });

  test("footnotes are numbered as they are referred to, and may refer to one another once", () => {
    const out = html("a[^y] b[^x] c[^y] d[^none]\n\n[^x]: the x\n[^y]: the y[^x] [^y]\nmore");
    expect(out).toContain(
      'a<sup class="footnote-ref"><a href="#p1-note1" id="p1-ref1">[1]</a></sup> b<sup class="footnote-ref"><a href="#p1-note2" id="p1-ref2">[2]</a></sup>',
    );
    expect(out).toContain("d[^none]");
    expect(out.match(/<li id="p1-note/g)).toHaveLength(2);
    expect(new Set(out.match(/id="[^"]+"/g)).size).toBe(out.match(/id="[^"]+"/g)?.length);
  });

  test("two posts on a page share no id", () => {
    const source = "# a\n\nb[^1]\n\n[^1]: c";
    const ids = (prefix: string) => renderMarkdown(source, { baseUrl, prefix, lookup }).html.match(/ id="[^"]+"/g);
    expect(ids("one")).toHaveLength(3);
    expect(ids("one")?.filter((id) => ids("two")?.includes(id))).toEqual([]);
  });

  test("code is highlighted in the language that was named, and never guessed", () => {
    expect(html("```ts\nconst a = 1;\n```")).toContain(
      '<pre><code class="hljs language-ts"><span class="hljs-keyword">const</span>',
    );
    expect(html("```\nconst a = 1;\n```")).toBe("<pre><code>const a = 1;\n</code></pre>");
    for (const language of ["nonsense", "constructor", "__proto__"])
      expect(html(`\`\`\`${language}\na\n\`\`\``)).toBe("<pre><code>a\n</code></pre>");
  });

  test("long code is highlighted in pieces and comes out whole; lines that no one reads stay plain", () => {
    const source = Array.from(
      { length: 60 },
      (_, i) => `const a${i} = "<&>" + \`${i}\`; // §\n${i % 7 ? "" : "\n"}`,
    ).join("");
    const out = html(`~~~ts\n${source}~~~`);
    expect(out.match(/hljs-keyword/g)).toHaveLength(60);
    expect(unescapeHtml(out.replace(/<[^>]*>/g, ""))).toBe(
      source.trimEnd() + "\n".repeat(source.length - source.trimEnd().length),
    );
    expect(html(`~~~ts\nconst a = "${"x".repeat(300)}";\n~~~`)).not.toContain("hljs");
    expect(html(`~~~ts\n${source.repeat(4)}~~~`)).not.toContain("hljs");
  });

  test("the words for search hold no names", () => {
    expect(render("Ask @ana about ||the *surprise*|| in #general\n\n- [x] done").text).toBe(
      "Ask about the surprise in\n\n- ☑ done",
    );
  });
});

test("a body above 64 KB is refused, counted in bytes", () => {
  const refused = (source: string) => {
    try {
      return render(source) && null;
    } catch (error) {
      return isAppError(error) ? error.code : error;
    }
  };
  expect(refused("a".repeat(65_536))).toBeNull();
  expect(refused("a".repeat(65_537))).toBe("TOO_LARGE");
  expect(refused("é".repeat(32_769))).toBe("TOO_LARGE");
  expect(refused("[".repeat(500_000))).toBe("TOO_LARGE");
});
