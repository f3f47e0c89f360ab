import type { MarkdownIt, StateBlock, StateCore, StateInline } from "markdown-it";
import type { Post } from "./post";

const definition = /^\[\^([^\]\s]{1,64})\]:[ \t]*(.*)$/;
const reference = /\[\^([^\]\s]{1,64})\]/y;

const line = (state: StateBlock, number: number): string =>
  state.src.slice(state.bMarks[number]! + state.tShift[number]!, state.eMarks[number]!);

/** `[^label]: words`, up to the next blank line. Footnotes hold running text only. */
function definitions(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (!state.src.startsWith("[^", state.bMarks[startLine]! + state.tShift[startLine]!)) return false;
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const match = definition.exec(line(state, startLine));
  if (!match) return false;
  if (silent) return true;

  const words = [match[2]!];
  let next = startLine + 1;
  for (; next < endLine && !state.isEmpty(next) && state.sCount[next]! >= state.blkIndent; next++) {
    const text = line(state, next);
    if (definition.test(text)) break;
    words.push(text);
  }
  const { footnotes } = state.env as Post;
  if (!footnotes.has(match[1]!)) footnotes.set(match[1]!, words.join("\n").trim());
  state.line = next;
  return true;
}

/** `[^label]`, where the label has been defined. The definition may stand below. */
function references(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith("[^", state.pos) || state.linkLevel > 0) return false;
  reference.lastIndex = state.pos;
  const match = reference.exec(state.src);
  const { footnotes, footnoteNumbers } = state.env as Post;
  if (!match || state.pos + match[0].length > state.posMax || !footnotes.has(match[1]!)) return false;
  if (!silent) {
    const again = footnoteNumbers.get(match[1]!);
    const number = again ?? footnoteNumbers.size + 1;
    footnoteNumbers.set(match[1]!, number);
    state.push("footnote_ref", "", 0).meta = { number, first: again === undefined };
  }
  state.pos += match[0].length;
  return true;
}

/** Sets the footnotes under the post, in the order in which they are referred to; they may refer to more of them. */
function section(state: StateCore): void {
  const { footnotes, footnoteNumbers } = state.env as Post;
  if (footnoteNumbers.size === 0) return;
  const push = (type: string, meta: Record<string, unknown> | null = null) => {
    const token = new state.Token(type, "", 0);
    token.meta = meta;
    state.tokens.push(token);
    return token;
  };
  push("footnotes_open");
  for (const [label, number] of footnoteNumbers) {
    push("footnote_open", { number });
    const inline = push("inline");
    inline.children = [];
    state.md.inline.parse(footnotes.get(label)!, state.md, state.env, inline.children);
    push("footnote_close", { number });
  }
  push("footnotes_close");
}

/** Teaches the parser footnotes, and the renderer to write them with ids of their own in each post. */
export function useFootnotes(md: MarkdownIt): void {
  md.block.ruler.before("reference", "footnotes", definitions, { alt: ["paragraph", "reference"] });
  md.inline.ruler.before("link", "footnotes", references);
  md.core.ruler.after("inline", "footnotes", section);

  const id = (kind: string, number: unknown, post: unknown) =>
    md.utils.escapeHtml(`${(post as Post).prefix}-${kind}${number}`);
  Object.assign(md.renderer.rules, {
    footnote_ref: (tokens, index, _options, env) => {
      const { number, first } = tokens[index]!.meta!;
      const own = first ? ` id="${id("ref", number, env)}"` : "";
      return `<sup class="footnote-ref"><a href="#${id("note", number, env)}"${own}>[${number}]</a></sup>`;
    },
    footnotes_open: () => '<section class="footnotes"><ol>\n',
    footnote_open: (tokens, index, _options, env) => `<li id="${id("note", tokens[index]!.meta!.number, env)}">`,
    footnote_close: (tokens, index, _options, env) =>
      ` <a class="footnote-back" href="#${id("ref", tokens[index]!.meta!.number, env)}">↩</a></li>\n`,
    footnotes_close: () => "</ol></section>\n",
  } satisfies typeof md.renderer.rules);
}
