import type { MarkdownIt, StateInline } from "markdown-it";
import { builtIn, type Post } from "./post";

/** Emphasis and strikethrough, up to a number of marks: each looks for its twin. A run beyond it is text, taken whole. */
export function useMarks(md: MarkdownIt): void {
  for (const name of ["emphasis", "strikethrough"]) {
    const scan = builtIn(md.inline.ruler, name);
    md.inline.ruler.at(name, (state: StateInline, silent: boolean) => {
      const start = state.pos;
      const { left } = state.env as Post;
      const run = runAt(state.src, start);
      if (run === 0 || run <= left.marks) {
        const made = scan(state, silent);
        if (made) left.marks -= state.pos - start;
        return made;
      }
      if (!silent) state.pending += state.src.slice(start, start + run);
      state.pos = start + run;
      return true;
    });
  }
}

function runAt(text: string, start: number): number {
  const mark = text[start];
  if (mark !== "*" && mark !== "_" && mark !== "~") return 0;
  let end = start;
  while (text[end] === mark) end++;
  return end - start;
}
