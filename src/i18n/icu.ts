/** A message of ICU MessageFormat, cut into what is said (`text`) and what is syntax. */
type Piece = { text: string } | { syntax: string; argument?: string };

/**
 * Cuts a message into text and syntax. Knows what our catalogues use: `{name}`, `{n, number}`, plural, select and
 * selectordinal with nested branches, and tags such as `<b>…</b>`; quoting by apostrophe is not used there.
 */
function cut(message: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const text = (): void => {
    const start = at;
    while (at < message.length && !"{}<".includes(message[at] ?? "")) at++;
    if (at > start) pieces.push({ text: message.slice(start, at) });
  };
  const tag = (): void => {
    const end = message.indexOf(">", at) + 1;
    pieces.push({ syntax: message.slice(at, end) });
    at = end;
  };
  const argument = (): void => {
    const head = /^\{\s*(\w+)\s*(?:\}|,\s*(\w+)\s*(?:\}|,))/.exec(message.slice(at));
    if (!head?.[1]) throw new Error(`not a message: ${message}`);
    at += head[0].length;
    pieces.push({ syntax: head[0], argument: head[1] });
    if (!head[0].endsWith("}")) branches();
  };
  const branches = (): void => {
    for (;;) {
      const opening = /^\s*(?:=?\w+)\s*\{/.exec(message.slice(at));
      if (!opening) break;
      at += opening[0].length;
      pieces.push({ syntax: opening[0] });
      body();
      pieces.push({ syntax: "}" });
      at++;
    }
    const closing = /^\s*\}/.exec(message.slice(at));
    if (!closing) throw new Error(`not a message: ${message}`);
    at += closing[0].length;
    pieces.push({ syntax: closing[0] });
  };
  const body = (): void => {
    while (at < message.length && message[at] !== "}") {
      if (message[at] === "{") argument();
      else if (message[at] === "<") tag();
      else text();
    }
  };
  body();
  if (at < message.length) throw new Error(`not a message: ${message}`);
  return pieces;
}

/** Changes only what a reader would read of a message, and leaves its arguments, branches and tags alone. */
export function mapText(message: string, change: (text: string) => string): string {
  return cut(message)
    .map((piece) => ("text" in piece ? change(piece.text) : piece.syntax))
    .join("");
}

/** The arguments and tags that a message needs, sorted, each once. */
export function argumentsOf(message: string): string[] {
  const names = cut(message).flatMap((piece) => {
    if ("text" in piece) return [];
    if (piece.argument) return [piece.argument];
    return /^<\w/.test(piece.syntax) ? [piece.syntax.replace(/\s*\/?>$/, ">")] : [];
  });
  return [...new Set(names)].sort();
}
