import highlighter from "highlight.js/lib/common";
import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "../escape";
import type { Post } from "./post";

/**
 * Most grammars take time with the square of the length, when a text is written for it: 4 KB of "public A" took
 * C# 150 ms and 16 KB two seconds. In pieces of this size 6 KB take 80 ms at worst. The price: a comment or a text that
 * goes on over a seam loses its colour there.
 */
const PIECE = 1_024;
const LONGEST_LINE = 200;

/** Grammars that are slower than that: 4 KB of "[a](" took Markdown's 0.8 s. */
const PLAIN = new Set(["markdown", "shell", "plaintext"]);

/** Cuts code after a blank line where there is one in the second half of a piece, else after a line. */
function pieces(code: string): string[] {
  const found: string[] = [];
  let rest = code;
  while (rest.length > PIECE) {
    const blank = rest.lastIndexOf("\n\n", PIECE - 2);
    const end = blank > PIECE / 2 ? blank + 2 : rest.lastIndexOf("\n", PIECE - 1) + 1;
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest];
}

/** Code with its words marked by classes, in the language that its author named. Guessing one would take 40 ms. */
function highlighted(code: string, language: string, post: Post): string {
  const grammar = highlighter.getLanguage(language);
  const canBe = grammar !== undefined && !PLAIN.has((grammar.name ?? "").toLowerCase().split(" ")[0]!);
  if (!canBe || code.length > post.left.highlighted || code.split("\n").some((line) => line.length > LONGEST_LINE)) {
    return `<code>${escapeHtml(code)}</code>`;
  }
  post.left.highlighted -= code.length;
  const html = pieces(code).map((piece) => highlighter.highlight(piece, { language, ignoreIllegals: true }).value);
  return `<code class="hljs language-${escapeHtml(language)}">${html.join("")}</code>`;
}

/** Teaches the renderer highlighted code. */
export function useCode(md: MarkdownIt): void {
  md.renderer.rules.fence = (tokens, index, _options, env) => {
    const { content, info } = tokens[index]!;
    const language = md.utils.unescapeAll(info).trim().split(/\s/, 1)[0]!.toLowerCase();
    return `<pre>${highlighted(content, language, env as Post)}</pre>\n`;
  };
}
