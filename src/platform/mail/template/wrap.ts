/** The width of a mail's text part, which every program shows without breaking lines of its own (RFC 3676, 4.2: 78). */
const WIDTH = 72;

const lead = /^((?:> )*)(\s*(?:[-•] |\d{1,9}\. )?)/;

/**
 * Breaks each line of a text at spaces so that none is longer than 72 characters, every one indented by `indent`
 * spaces. What follows a list mark hangs under its words and quotes keep their mark; a word longer than a line stays whole.
 */
export function wrap(text: string, indent = 0): string {
  return text
    .split("\n")
    .flatMap((line) => wrapLine(line, " ".repeat(indent)))
    .join("\n");
}

function wrapLine(line: string, indent: string): string[] {
  const [, quote = "", mark = ""] = lead.exec(line) ?? [];
  const words = line.slice(quote.length + mark.length).split(" ");
  const hanging = indent + quote + " ".repeat(mark.length);
  const lines: string[] = [];
  let current = indent + quote + mark;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = hanging;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current].map((each) => each.trimEnd());
}
