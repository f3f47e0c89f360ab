import type { Wanted } from "@/kernel/search-words";
import { wordsIn } from "@/kernel/search-words";

/** How much of a text is gone through for the words that were looked for, in UTF-16 units. */
const SCANNED = 8_000;
/** What stands before the first of them, and how much is shown in all. */
const BEFORE = 60;
const SHOWN = 220;

export type Marked = { excerpt: string; marks: [number, number][] };

/** What stands around the first word of a text that was looked for, with every such word marked. */
export function markedExcerpt(text: string, { phrases, openEnd }: Wanted): Marked {
  const ground = text.slice(0, SCANNED).replace(/\s+/g, " ").trim();
  const asked = new Set(phrases.flat());
  const open = openEnd ? phrases.at(-1)?.at(-1) : undefined;
  const isAsked = (term: string): boolean => asked.has(term) || (open !== undefined && term.startsWith(open));
  const found: [number, number][] = [];
  for (const { terms, from, to } of wordsIn(ground)) {
    if (found[0] && from > found[0][0] + SHOWN) break;
    if (terms.some(isAsked)) found.push([from, to]);
  }
  const start = cutBefore(ground, (found[0]?.[0] ?? 0) - BEFORE);
  const end = Math.min(ground.length, start + SHOWN);
  const shown = ground.slice(start, end).replace(/\p{Cs}$/u, "");
  const lead = start > 0 ? "…" : "";
  return {
    excerpt: lead + shown + (start + shown.length < ground.length || text.length > SCANNED ? "…" : ""),
    marks: found
      .filter(([, to]) => to <= start + shown.length)
      .map(([from, to]) => [from - start + lead.length, to - start + lead.length]),
  };
}

/** The beginning of the word at an index, or the beginning of the text. */
function cutBefore(text: string, index: number): number {
  if (index <= 0) return 0;
  const space = text.indexOf(" ", index);
  // In a script without gaps a space may be far away; a pair of surrogates is not parted.
  if (space !== -1 && space - index < 20) return space + 1;
  return /\p{Cs}/u.test(text[index] ?? "") && /[\udc00-\udfff]/.test(text[index] ?? "") ? index + 1 : index;
}
