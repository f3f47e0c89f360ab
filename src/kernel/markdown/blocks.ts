import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from "markdown-it";
import { builtIn, type Post } from "./post";

/** Lists count twice, quotes once. Without a limit, a line of 60,000 `>` would be as many elements within one another. */
const MAX_LEVEL = 24;

/** Beyond so many tags and texts the rest of a post is one plain paragraph. A book's chapter has 2,000. */
const MAX_TOKENS = 20_000;
const MAX_LIST_LINES = 2_000;

/** The page has the first two ranks of headings for itself. */
const HEADING_SHIFT = 2;

const AUTO_DIRECTION = new Set([
  "paragraph_open",
  "heading_open",
  "bullet_list_open",
  "ordered_list_open",
  "blockquote_open",
  "table_open",
]);

/** What nests too deep, or comes after too much, stays readable as the text that was typed. */
function flat(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const full = state.tokens.length >= MAX_TOKENS;
  if (silent || (state.level < MAX_LEVEL && !full)) return false;
  let next = startLine + 1;
  while (next < endLine && (full || !state.isEmpty(next)) && state.sCount[next]! >= state.blkIndent) next++;
  const text = new state.Token("text", "", 0);
  text.content = state.getLines(startLine, next, state.blkIndent, false).trim();
  state.push("paragraph_open", "p", 1);
  const inline = state.push("inline", "", 0);
  inline.children = [text];
  state.push("paragraph_close", "p", -1);
  state.line = next;
  return true;
}

/** The parser fills every row up to the width of the head, so a table ends where its cells would be too many. */
function tableRule(md: MarkdownIt) {
  const table = builtIn(md.block.ruler, "table");
  return (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
    if (!table(state, startLine, endLine, true)) return false;
    if (silent) return true;
    const { left } = state.env as Post;
    const columns = state.src.slice(state.bMarks[startLine + 1], state.eMarks[startLine + 1]).split("|").length;
    const rows = Math.floor(left.cells / columns);
    if (rows < 2 || !table(state, startLine, Math.min(endLine, startLine + 1 + rows), false)) return false;
    left.cells -= columns * (state.line - startLine);
    return true;
  };
}

/** A list looks up only now and then, so that what comes after too much is found out within one, too. */
function listRule(md: MarkdownIt) {
  const list = builtIn(md.block.ruler, "list");
  return (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean =>
    list(state, startLine, Math.min(endLine, startLine + MAX_LIST_LINES), silent);
}

/** Line breaks within paragraphs, up to a number; what comes after runs on. */
function breakRule(md: MarkdownIt) {
  const newline = builtIn(md.inline.ruler, "newline");
  return (state: StateInline, silent: boolean): boolean => {
    const { left } = state.env as Post;
    if (left.breaks === 0 || !newline(state, silent)) return false;
    left.breaks--;
    return true;
  };
}

/** `[ ]` and `[x]` at the head of a list item. A sign instead of a form field: nobody can tick it, in mail nor here. */
function task(item: Token, first: Token | undefined): void {
  const match = first?.type === "text" ? /^\[([ xX])\]\s+/.exec(first.content) : null;
  if (!first || !match) return;
  const done = match[1] !== " ";
  first.content = `${done ? "☑" : "☐"} ${first.content.slice(match[0].length)}`;
  item.attrJoin("class", done ? "task task-done" : "task");
}

function blocks(state: StateCore): void {
  const { prefix } = state.env as Post;
  let headings = 0;
  for (const [index, token] of state.tokens.entries()) {
    if (AUTO_DIRECTION.has(token.type)) token.attrSet("dir", "auto");
    if (token.type === "heading_open" || token.type === "heading_close") {
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + HEADING_SHIFT)}`;
      if (token.nesting === 1) token.attrSet("id", `${prefix}-h${++headings}`);
    }
    if (token.type === "th_open" || token.type === "td_open") {
      const align = /center|right/.exec(String(token.attrGet("style") ?? ""))?.[0];
      token.attrs = align ? [["class", `align-${align}`]] : null;
    }
    if (token.type === "list_item_open" && state.tokens[index + 1]?.type === "paragraph_open") {
      task(token, state.tokens[index + 2]?.children?.[0]);
    }
  }
}

/** Teaches the parser where to stop nesting, and gives blocks their ranks, ids and directions. */
export function useBlocks(md: MarkdownIt): void {
  md.block.ruler.before("table", "flat", flat);
  md.block.ruler.at("table", tableRule(md), { alt: ["paragraph", "reference"] });
  md.block.ruler.at("list", listRule(md), { alt: ["paragraph", "reference", "blockquote"] });
  md.inline.ruler.at("newline", breakRule(md));
  md.core.ruler.push("blocks", blocks);
}
