import { diffLines, diffWordsWithSpace } from "diff";

export type Change = { kind: "same" | "added" | "removed"; text: string };

/** Up to how much text, both together and in UTF-16 units, is compared word by word; beyond it line by line. */
const WORDS = 24_000;
/** How many differences are looked for: time grows with their square. What differs in more is shown as two texts. */
const MOST_WORDS = 1_500;
const MOST_LINES = 400;
/** How much of what stayed is shown on either side of a change. */
const AROUND = 160;

/** What has to be taken out of a text and put in to make another of it, in bounded time whatever they are. */
export function changesBetween(before: string, after: string): Change[] {
  const parts =
    before.length + after.length <= WORDS
      ? diffWordsWithSpace(before, after, { maxEditLength: MOST_WORDS })
      : diffLines(before, after, { maxEditLength: MOST_LINES });
  if (!parts)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return parts.map(({ added, removed, value }, index) => {
    const kind = added ? "added" : removed ? "removed" : "same";
    return { kind, text: kind === "same" ? near(value, index > 0, index < parts.length - 1) : value };
  });
}

/** Of what stayed, what stands near the change before it and the one after it. */
function near(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const [head, tail] = [hasBefore ? AROUND : 0, hasAfter ? AROUND : 0];
  if (text.length <= head + tail + AROUND) return text;
  return `${text.slice(0, head)} … ${tail ? text.slice(-tail) : ""}`;
}
