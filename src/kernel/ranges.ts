/** One past the largest number that a post can have. */
export const LIMIT = 2 ** 31;

/**
 * A set of post numbers as closed ranges `[from, to]`: sorted, and with at least one number missing between two of
 * them, so that equal sets are equal texts. What a member has read of a thread is such a set.
 */
export type Ranges = readonly (readonly [from: number, to: number])[];

/** The set with the numbers from `from` to `to` added; both must be whole numbers from 1. */
export function addRange(set: Ranges, from: number, to: number): Ranges {
  if (from > to) return set;
  const before = set.filter((range) => range[1] < from - 1);
  const after = set.filter((range) => range[0] > to + 1);
  const touched = set.slice(before.length, set.length - after.length);
  const low = Math.min(from, touched[0]?.[0] ?? from);
  const high = Math.max(to, touched.at(-1)?.[1] ?? to);
  return [...before, [low, high], ...after];
}

/** The set without `from` and everything above it: "mark unread from here". */
export function removeFrom(set: Ranges, from: number): Ranges {
  return set.filter((range) => range[0] < from).map(([low, high]) => [low, Math.min(high, from - 1)]);
}

/** Whether a number is in the set. By bisection: a view asks it for each of 2,000 posts. */
export function contains(set: Ranges, wanted: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]![1] < wanted) low = middle + 1;
    else high = middle;
  }
  return low < set.length && set[low]![0] <= wanted;
}

/** How many numbers the set holds, up to and with `last` when it is given. */
export function count(set: Ranges, last: number = LIMIT): number {
  let total = 0;
  for (const [from, to] of set) if (from <= last) total += Math.min(to, last) - from + 1;
  return total;
}

/** The numbers from 1 to `last` that are not in the set: what is unread in a thread of `last` posts. */
export function gaps(set: Ranges, last: number): Ranges {
  const missing: [number, number][] = [];
  let next = 1;
  for (const [from, to] of set) {
    if (from > last) break;
    if (from > next) missing.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= last) missing.push([next, last]);
  return missing;
}

/** The first number from 1 to `last` that is not in the set, or null when none is missing. */
export function firstUnread(set: Ranges, last: number): number | null {
  const [first] = set;
  const next = first?.[0] === 1 ? first[1] + 1 : 1;
  return next <= last ? next : null;
}

/** Everything that is in one set or the other. */
export function merge(one: Ranges, other: Ranges): Ranges {
  const merged: [number, number][] = [];
  for (const [from, to] of [...one, ...other].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What is in the first set and not in the other. */
export function subtract(set: Ranges, other: Ranges): Ranges {
  const left: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    let low = from;
    while (next < other.length && other[next]![1] < low) next++;
    for (let i = next; i < other.length && other[i]![0] <= to; i++) {
      if (other[i]![0] > low) left.push([low, other[i]![0] - 1]);
      low = other[i]![1] + 1;
    }
    if (low <= to) left.push([low, to]);
  }
  return left;
}
