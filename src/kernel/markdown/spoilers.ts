import type { MarkdownIt, StateCore, Token } from "markdown-it";

const MARK = "||";

/** Cuts text at each `||`, so that every mark is a token of its own. Escaped bars are not text yet and stay whole. */
function cut(state: StateCore, tokens: Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type !== "text" || !token.content.includes(MARK)) return [token];
    const parts = token.content.split(/(\|\|)/).filter((content) => content !== "");
    return parts.map((content) => {
      const part = new state.Token(content === MARK ? "spoiler_mark" : "text", "", 0);
      part.content = content;
      part.level = token.level;
      return part;
    });
  });
}

/** Pairs marks that stand at one depth of the same element; a mark without its twin is text again. */
function pair(tokens: Token[]): void {
  const open: (number | null)[] = [null];
  for (const [index, token] of tokens.entries()) {
    if (token.nesting === 1) open.push(null);
    else if (token.nesting === -1) open.pop();
    if (token.type !== "spoiler_mark") continue;
    const begin = open.at(-1) ?? null;
    token.type = "text";
    if (begin === null || begin === index - 1) {
      open[open.length - 1] = index;
      continue;
    }
    Object.assign(tokens[begin]!, { type: "spoiler_open", nesting: 1 });
    Object.assign(token, { type: "spoiler_close", nesting: -1 });
    open[open.length - 1] = null;
  }
}

function spoilers(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== "inline" || !token.content.includes(MARK) || !token.children) continue;
    token.children = cut(state, token.children);
    pair(token.children);
  }
}

/** Teaches the parser `||words that are shown on request||`. */
export function useSpoilers(md: MarkdownIt): void {
  md.core.ruler.before("text_join", "spoilers", spoilers);
  md.renderer.rules.spoiler_open = () => '<span class="spoiler" tabindex="0">';
  md.renderer.rules.spoiler_close = () => "</span>";
}
