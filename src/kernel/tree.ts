/** What answers what in a thread: `parents[i]` is the number of the post that number `from + i` answers, 0 for none. */
export type Shape = { from: number; parents: readonly number[] };

/** A post's place in a thread as it is read. */
export type Line = {
  number: number;
  /** How far it is indented: bounded. */
  indent: number;
  /** How many posts stand between it and the thread. */
  depth: number;
  /** The post that it answers, where the layout alone does not say it; 0 where it does. */
  answers: number;
};

/** A line as it is shown: `folded` are the numbers that it holds closed up, in reading order. */
export type ShownLine = Line & { replies: number; folded: readonly number[] };

/** What answers deeper than this stands at this depth. */
const DEEPEST = 2;

/** A thread's posts in the order in which they are read. Takes no stack: a chain of 2,000 is fine. */
export const arrange = (shape: Shape, view: "tree" | "flat"): Line[] =>
  view === "flat" ? inOrder(shape) : asTree(shape);

function inOrder({ from, parents }: Shape): Line[] {
  return parents.map((parent, at) => {
    const number = from + at;
    return { number, indent: 0, depth: 0, answers: parent !== 0 && parent !== number - 1 ? parent : 0 };
  });
}

function asTree({ from, parents }: Shape): Line[] {
  const replies = new Map<number, number[]>();
  for (const [at, parent] of parents.entries()) {
    // What answers a post that is not among them stands at the root.
    const under = parent >= from && parent < from + at ? parent : 0;
    const list = replies.get(under);
    if (list) list.push(from + at);
    else replies.set(under, [from + at]);
  }
  const lines: Line[] = [];
  const waiting = (replies.get(0) ?? []).map((number) => ({ number, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { number, depth } = next;
    const answers = depth > DEEPEST ? (parents[number - from] ?? 0) : 0;
    lines.push({ number, depth, indent: Math.min(depth, DEEPEST), answers });
    for (const reply of (replies.get(number) ?? []).toReversed()) waiting.push({ number: reply, depth: depth + 1 });
  }
  return lines;
}

/** Closes up what stands under these posts. */
export function fold(lines: readonly Line[], closed: ReadonlySet<number>): ShownLine[] {
  const shown: ShownLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    let end = at + 1;
    while (end < lines.length && lines[end]!.depth > line.depth) end += 1;
    const inside = closed.has(line.number) ? lines.slice(at + 1, end).map(({ number }) => number) : [];
    shown.push({ ...line, replies: end - at - 1, folded: inside });
    at += 1 + inside.length;
  }
  return shown;
}

/** The closed posts that hide a post. */
export function hiding(lines: readonly ShownLine[], number: number): number[] {
  return lines.filter(({ folded }) => folded.includes(number)).map((line) => line.number);
}

/**
 * The next unread post after one, or the one before it, in reading order; without one the first, or none. Each unread
 * post comes once, whether or not those that were visited have been read meanwhile.
 */
export function nextUnread(
  lines: readonly Line[],
  isUnread: (number: number) => boolean,
  after: number | undefined,
  step: 1 | -1,
): number | undefined {
  const start = lines.findIndex(({ number }) => number === after);
  const ahead = step === 1 ? lines.slice(start + 1) : lines.slice(0, Math.max(start, 0)).reverse();
  return ahead.find(({ number }) => isUnread(number))?.number;
}
