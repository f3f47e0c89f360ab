import fc from "fast-check";
import { expect, test } from "vitest";
import { renderMarkdown } from "../markdown";
import { plainText } from "../plain-text";
import { type Reader, refsIn, resolveRefs } from "../refs";

const id = "01932c07-7a70-7aaa-8aaa-aaaaaaaaaaaa";
const lookup = {
  members: new Map([["ana", id]]),
  groups: new Map([["design", id]]),
  channels: new Map([["general", id]]),
};
const options = { baseUrl: "https://t.example", prefix: "p", lookup };
const render = (source: string) => renderMarkdown(source, options).html;

/** Everything that may ever stand in a post: tags, their attributes, and what these may say. */
const url = /^(?:https?:\/\/[^"<>\s]+|mailto:[^"<>\s]+|#p-(?:note|ref)\d+|\/x)$/;
const direction = { dir: /^auto$/ };
const heading = { ...direction, id: /^p-h\d+$/ };
const cell = { class: /^align-(?:center|right)$/ };
const allowed: Record<string, Record<string, RegExp>> = {
  p: direction,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  blockquote: direction,
  ul: direction,
  ol: { ...direction, start: /^\d+$/ },
  li: { class: /^task(?: task-done)?$/, id: /^p-note\d+$/ },
  table: direction,
  thead: {},
  tbody: {},
  tr: {},
  th: cell,
  td: cell,
  hr: {},
  br: {},
  em: {},
  strong: {},
  s: {},
  pre: {},
  code: { class: /^hljs language-[\w+#-]+$/ },
  sup: { class: /^footnote-ref$/ },
  section: { class: /^footnotes$/ },
  span: { class: /^(?:spoiler|hljs-[a-z_-]+(?: [a-z]+_+)*|language-[a-z]+|ref ref-[a-z]+)$/, tabindex: /^0$/ },
  a: {
    href: url,
    rel: /^noopener noreferrer nofollow$/,
    title: /^/,
    class: /^(?:footnote-back|ref(?: ref-[a-z]+)?)$/,
    id: /^p-ref\d+$/,
    "data-ref": /^(?:member|group|channel|thread|post):[0-9a-f-]{36}$/,
  },
  time: { "data-ref": /^time:-?\d+$/, datetime: /^[\dTZ:.+-]+$/, title: /^/ },
};
const single = new Set(["br", "hr"]);
const onlyOnce = new Set(["a", "p", "pre", "table"]);

/** The first thing in HTML that is not on the list or not well nested, or null. Reads strictly: no browser's mercy. */
function firstWrong(html: string): string | null {
  const open: string[] = [];
  const piece = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>|[^<>&]+|&(?:amp|lt|gt|quot|#39|#x27);/y;
  while (piece.lastIndex < html.length) {
    const at = piece.lastIndex;
    const match = piece.exec(html);
    if (!match) return `unreadable: ${html.slice(at, at + 60)}`;
    const [whole, slash, tag, attributes = ""] = match;
    if (!tag) continue;
    const known = Object.hasOwn(allowed, tag) ? allowed[tag]! : null;
    if (!known) return `tag ${whole}`;
    if (slash) {
      if (open.pop() !== tag) return `nesting ${whole}`;
      continue;
    }
    if (
      onlyOnce.has(tag) &&
      open.includes(tag) &&
      !(tag === "p" || tag === "table" || tag === "pre" ? open.includes("li") : false)
    )
      return `within itself ${whole}`;
    for (const [, name, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (!Object.hasOwn(known, name!) || !known[name!]!.test(value!)) return `attribute ${name}="${value}"`;
    }
    if (!single.has(tag)) open.push(tag);
  }
  return open.length > 0 ? `unclosed ${open}` : null;
}

const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
const reader: Reader = {
  resolve: (kind) => (kind === "channel" ? null : { label: evil, href: "/x" }),
  hidden: () => evil,
  time: () => ({ label: evil, title: evil }),
};

const payloads = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//x.org>",
  "<img src=x onerror=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<math href=javascript:alert(1)>x</math>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<style>@import 'x'</style>",
  "<base href=//x.org>",
  "<form action=javascript:alert(1)><button>",
  "<a href=javascript:alert(1)>x</a>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "<?x><img src=x onerror=alert(1)>?>",
  "</p></code></pre></a></span><img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "&#106;avascript:alert(1)",
  "javascript&colon;alert(1)",
  "\\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:image/svg+xml;base64,PHN2Zz4=",
  "vbscript:x",
  "file:///etc/passwd",
  "//evil.org",
  "/\\evil.org",
  "https:evil.org",
  "https:\\\\evil.org",
  'http://a" onmouseover="alert(1)',
  "https://x.org/'onclick='alert(1)",
  "https://x.org/<script>",
  "&lt;script&gt;",
  "&#60;script&#62;",
  "&#x3c;img src=x onerror=alert(1)&#x3e;",
  `<a data-ref="member:${id}"></a>`,
  `<time data-ref="time:0"></time>`,
  `member:${id}"><script>`,
  '@ana"onclick="x',
  "#general<script>",
  "\u2028<script>",
  "<script\0>",
  "＜script＞",
  "{{constructor.constructor('alert(1)')()}}",
  "__proto__",
  "constructor",
];

const positions: Record<string, (x: string) => string> = {
  body: (x) => x,
  heading: (x) => `# ${x}`,
  list: (x) => `- [ ] ${x}`,
  quote: (x) => `> ${x}`,
  cell: (x) => `|${x}|b|\n|-|-|\n|${x}|c|`,
  emphasis: (x) => `***${x}***`,
  strike: (x) => `~~${x}~~`,
  spoiler: (x) => `||${x}||`,
  code: (x) => `\`${x}\``,
  "code block": (x) => `    ${x}`,
  fence: (x) => `\`\`\`html\n${x}\n\`\`\``,
  "fence language": (x) => `\`\`\`${x}\na\n\`\`\``,
  "known language": (x) => `~~~ts ${x}\n${x}\n~~~`,
  "link text": (x) => `[${x}](https://x.org)`,
  "link address": (x) => `[a](${x})`,
  "link address in brackets": (x) => `[a](<${x}>)`,
  "link title": (x) => `[a](https://x.org "${x}")`,
  "link title '": (x) => `[a](https://x.org '${x}')`,
  "image text": (x) => `![${x}](https://x.org/i.png)`,
  "image address": (x) => `![a](${x})`,
  "image in link": (x) => `[![${x}](${x})](https://x.org)`,
  autolink: (x) => `<${x}>`,
  "reference name": (x) => `[a][${x}]\n\n[${x}]: https://x.org`,
  "reference address": (x) => `[a][b]\n\n[b]: ${x}`,
  "reference title": (x) => `[a][b]\n\n[b]: https://x.org "${x}"`,
  "footnote name": (x) => `a[^${x}]\n\n[^${x}]: b`,
  "footnote text": (x) => `a[^1]\n\n[^1]: ${x}`,
  "after a url": (x) => `https://x.org/${x}`,
  "after a mention": (x) => `@ana${x}`,
  "after a channel": (x) => `#general${x}`,
  time: (x) => `<time:2026-11-20T09:00[${x}]>`,
  escaped: (x) => `\\${x}`,
  "own link": (x) => `[${x}](/t/${id})`,
  "own link's end": (x) => `https://t.example/t/${id}${x}`,
  mail: (x) => `a@b.org${x} mailto:${x}`,
};

test.each(Object.entries(positions))("hostile case 26, in %s", (_, place) => {
  for (const payload of payloads) {
    const html = render(place(payload));
    expect(firstWrong(html), payload).toBeNull();
    expect(firstWrong(resolveRefs(html, reader)), payload).toBeNull();
  }
});

test("hostile case 26, the checker finds what it is meant to find", () => {
  const wrong = [
    "<script>",
    "<p>",
    "<p></em>",
    '<p onclick="x"></p>',
    '<a href="javascript:x"></a>',
    "<p>&</p>",
    "a > b",
    '<a href="/x"><a href="/x"></a></a>',
    '<img src="x">',
    "<constructor></constructor>",
  ];
  for (const html of wrong) expect(firstWrong(html), html).not.toBeNull();
  expect(firstWrong('<p dir="auto">a &amp; <a href="https://x.org">b</a></p>')).toBeNull();
});

const scraps = [
  ...payloads,
  "[",
  "](",
  ")",
  "![",
  "](https://x.org)",
  "`",
  "```",
  "```html\n",
  "~~~",
  "*",
  "**",
  "_",
  "~~",
  "||",
  "|",
  "\n|-|-|\n",
  "\n",
  "\n\n",
  "    ",
  "> ",
  "- ",
  "1. ",
  "- [x] ",
  "# ",
  "===\n",
  "---\n",
  "\\",
  "<",
  ">",
  "&",
  '"',
  "'",
  "@ana",
  "#general",
  "@design",
  `/t/${id}`,
  `https://t.example/p/${id}`,
  "[^1]",
  "[^1]: ",
  "[a]: ",
  "<time:2026-11-20T09:00Z>",
  "<https://x.org>",
  "a@b.org",
  "\t",
  "\u00a0",
  "\u202e",
  "\ufeff",
  "\0",
  "é",
  "漢",
];

test("hostile case 26, any heap of scraps", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 40 }), (heap) => {
      const html = render(heap.join(""));
      expect(firstWrong(html)).toBeNull();
      expect(firstWrong(resolveRefs(html, reader))).toBeNull();
      plainText(html, reader);
    }),
    { numRuns: 3000 },
  );
});

test("hostile case 26, nobody's text becomes a reference in stored form", () => {
  const nobody = { members: new Map(), channels: new Map() };
  const forged = `<a data-ref="member:${id}"></a>`;
  for (const place of Object.values(positions)) {
    expect(refsIn(renderMarkdown(place(forged), { ...options, lookup: nobody }).html).memberIds).toEqual([]);
  }
  expect(render("@ana")).toContain(`data-ref="member:${id}"`);
});
