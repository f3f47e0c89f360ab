import { unescapeHtml } from "./escape";
import { type Reader, resolveRefs } from "./refs";

/** A tag with its attributes, or a run of text. Stored HTML holds nothing else: no attribute has a `>` of its own. */
const piece = /<(\/?)([a-z0-9]+)([^>]*)>|[^<]+/g;

const spoiler = /<span class="spoiler" tabindex="0">.*?<\/span>/gs;
const wayBack = /<a class="footnote-back"[^>]*>.*?<\/a>/gs;

/** The tags that begin a new line, and those that keep a blank line above. */
const BREAKS: Readonly<Record<string, number>> = {
  p: 2,
  h3: 2,
  h4: 2,
  h5: 2,
  h6: 2,
  pre: 2,
  table: 2,
  section: 2,
  blockquote: 2,
  hr: 2,
  ul: 1,
  ol: 1,
  li: 1,
  tr: 1,
  br: 1,
};

/** Text as it is written line by line: knows how many breaks are due, and what quotes put before each line. */
class Lines {
  private out = "";
  private due = 0;
  private afterMark = false;
  private quotes = 0;
  private quotesAbove = 0;

  /** The next text stands on a line of its own, except where a list mark has just begun one. */
  break(count: number): void {
    if (!this.afterMark && this.out !== "") this.due = Math.max(this.due, count);
  }

  quote(depth: 1 | -1): void {
    this.quotes += depth;
  }

  mark(text: string): void {
    this.add(text);
    this.afterMark = true;
  }

  endItem(): void {
    this.afterMark = false;
  }

  add(text: string): void {
    const prefix = "> ".repeat(this.quotes);
    const between = "> ".repeat(Math.min(this.quotes, this.quotesAbove));
    if (this.out === "") this.out = prefix;
    if (this.due > 0) this.out += `${`\n${between}`.repeat(this.due - 1)}\n${prefix}`;
    this.out += text;
    this.quotesAbove = this.quotes;
    this.due = 0;
    this.afterMark = false;
  }

  /** Running text, in which white space only parts words. A line break by itself is the renderer's, between two tags. */
  flow(text: string): void {
    if (text === "\n") return;
    const words = text.replace(/\s+/g, " ");
    const atStart = this.due > 0 || this.afterMark || this.out === "";
    const shown = atStart ? words.trimStart() : words;
    if (shown !== "") this.add(shown);
  }

  /** Code, in which every line counts. */
  verbatim(text: string): void {
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) this.due++;
      if (line !== "") this.add(line);
    }
  }

  toString(): string {
    return this.out.replace(/[ \t]+$/gm, "").trimEnd();
  }
}

/** The text of HTML that has no references left. */
function toText(html: string): string {
  const lines = new Lines();
  const lists: (number | null)[] = [];
  let code = false;
  let cells = 0;
  for (const [whole, slash, tag, attributes = ""] of html.matchAll(piece)) {
    if (tag === undefined) {
      if (code) lines.verbatim(unescapeHtml(whole));
      else lines.flow(unescapeHtml(whole));
      continue;
    }
    const opens = slash === "";
    if (tag === "blockquote" && !opens) lines.quote(-1);
    if (tag === "li" && !opens) lines.endItem();
    lines.break(BREAKS[tag] ?? 0);
    if (tag === "blockquote" && opens) lines.quote(1);
    if (tag === "pre") code = opens;
    if (tag === "tr") cells = 0;
    if ((tag === "td" || tag === "th") && opens && cells++ > 0) lines.add(" | ");
    if (tag === "ul" || tag === "ol") {
      if (opens) lists.push(tag === "ol" ? Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1) : null);
      else lists.pop();
    }
    if (tag === "li" && opens) {
      const number = lists.pop() ?? null;
      lists.push(number === null ? null : number + 1);
      lines.mark(`${"  ".repeat(lists.length - 1)}${number === null ? "-" : `${number}.`} `);
    }
  }
  return lines.toString();
}

/**
 * A post's stored HTML as text for one reader: the text part of a mail, or the ground of an excerpt. Lists, quotes and
 * code keep their shape; spoilers stay covered.
 */
export function plainText(html: string, reader: Reader): string {
  const open = html.replace(wayBack, "").replace(spoiler, "▒▒▒");
  return toText(resolveRefs(open, reader));
}

/** The words of a post without anybody's names, spoilers included: what search may know of it. */
export const searchText = (html: string): string =>
  toText(html.replace(wayBack, "").replace(/<(a|time) data-ref="[^"]*"><\/\1>/g, " "));

/** Letters of which each is a character for itself; what could join on to one stands in none of these blocks. */
const plainLetters = /^[ -~\u00a1-\u00ac\u00ae-\u02ff]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The beginning of a text on one line, of at most `max` characters as people see them, with "…" where something was
 * left out. Never cuts a character in two, and prefers the end of a word.
 */
export function excerpt(text: string, max: number): string {
  // Eight UTF-16 units are enough for nearly every character; letters under a heap of marks only come out shorter.
  const ground = text
    .slice(0, max * 8 + 64)
    .replace(/\s+/g, " ")
    .trim();
  const complete = text.length <= max * 8 + 64;
  // A segmenter takes 0.3 ms for 200 characters, which a list of thirty would notice.
  if (ground.length > max && plainLetters.test(ground.slice(0, max + 1))) return `${atWord(ground.slice(0, max - 1))}…`;
  let seen = 0;
  let cut = 0;
  for (const { index } of segmenter.segment(ground)) {
    if (seen === max - 1) cut = index;
    if (seen++ === max) return `${atWord(ground.slice(0, cut))}…`;
  }
  return complete ? ground : `${atWord(ground)}…`;
}

function atWord(text: string): string {
  const space = text.lastIndexOf(" ");
  return (space > text.length * 0.5 ? text.slice(0, space) : text).trimEnd();
}
