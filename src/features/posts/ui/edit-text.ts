/** A change to what one types: `insert` takes the place of `from` to `to`, then the selection is `select`. */
export type Edit = { from: number; to: number; insert: string; select: [number, number] };

/** What is written and what of it is selected. */
type Selected = { text: string; start: number; end: number };

/** Puts a mark on both sides of the selection, or takes it away where it stands already. */
export function surround({ text, start, end }: Selected, mark: string): Edit {
  const size = mark.length;
  const inner = text.slice(start, end);
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return { from: start - size, to: end + size, insert: inner, select: [start - size, end - size] };
  }
  return { from: start, to: end, insert: mark + inner + mark, select: [start + size, end + size] };
}

/** Begins each touched line as a list item, or ends the list where every line is one. */
export function listItems({ text, start, end }: Selected): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(start, end));
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith("- "));
  const insert = lines.map((line) => (all ? line.slice(2) : line.startsWith("- ") ? line : `- ${line}`)).join("\n");
  const caret = from + insert.length;
  return { from, to, insert, select: start === end ? [caret, caret] : [from, caret] };
}

/** Code: within a line between backticks, over several lines between fences. */
export function code(selected: Selected): Edit {
  const { text, start, end } = selected;
  const inner = text.slice(start, end);
  if (!inner.includes("\n")) return surround(selected, "`");
  const before = start === 0 || text[start - 1] === "\n" ? "" : "\n";
  const after = end === text.length || text[end] === "\n" ? "" : "\n";
  const head = `${before}\`\`\`\n`;
  const insert = `${head}${inner}\n\`\`\`${after}`;
  return { from: start, to: end, insert, select: [start + head.length, start + head.length + inner.length] };
}

/** A link: the selection becomes its text, and the address is what is typed next; a selected address keeps its place. */
export function link({ text, start, end }: Selected): Edit {
  const inner = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(inner))
    return { from: start, to: end, insert: `[](${inner})`, select: [start + 1, start + 1] };
  const at = start + inner.length + 3;
  return { from: start, to: end, insert: `[${inner}](https://)`, select: [at, at + "https://".length] };
}

/** The beginning of a mention that the caret stands in: where its @ is and what was typed after it. */
export function mentionAt(text: string, caret: number): { from: number; query: string } | undefined {
  const found = /(?:^|[\s([{])@([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(Math.max(0, caret - 60), caret));
  if (found?.[1] === undefined) return undefined;
  return { from: caret - found[1].length - 1, query: found[1] };
}
