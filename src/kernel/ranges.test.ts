import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addRange, contains, count, firstUnread, gaps, merge, type Ranges, removeFrom, subtract } from "./ranges";
import { ranges } from "./ranges-schema";

const decode = (text: string): Ranges => ranges.parse(JSON.parse(text));

const TOP = 40;
const number = fc.integer({ min: 1, max: TOP });
const oracle = fc.uniqueArray(number).map((list) => new Set(list));
const everyNumber = Array.from({ length: TOP + 2 }, (_, i) => i + 1);

/** Canonical ranges of a set, made one number at a time by a walk that knows nothing of the code under test. */
function written(set: Set<number>): Ranges {
  const text = everyNumber.map((n) => (set.has(n) ? "x" : ".")).join("");
  return [...text.matchAll(/x+/g)].map((run) => [run.index + 1, run.index + run[0].length]);
}

describe("against a set of numbers", () => {
  test("adding", () => {
    fc.assert(
      fc.property(oracle, number, number, (set, from, to) => {
        const wanted = new Set([...set, ...everyNumber.filter((n) => n >= from && n <= to)]);
        expect(addRange(written(set), from, to)).toEqual(written(wanted));
      }),
    );
  });

  test("taking away", () => {
    fc.assert(
      fc.property(oracle, oracle, (one, other) => {
        const wanted = new Set([...one].filter((n) => !other.has(n)));
        expect(subtract(written(one), written(other))).toEqual(written(wanted));
      }),
    );
  });

  test("mark unread from here", () => {
    fc.assert(
      fc.property(oracle, number, (set, from) => {
        const wanted = new Set([...set].filter((n) => n < from));
        expect(removeFrom(written(set), from)).toEqual(written(wanted));
      }),
    );
  });

  test("asking", () => {
    fc.assert(
      fc.property(oracle, fc.integer({ min: 0, max: TOP }), (set, last) => {
        const have = written(set);
        const unread = everyNumber.filter((n) => n <= last && !set.has(n));
        expect(everyNumber.filter((n) => contains(have, n))).toEqual(everyNumber.filter((n) => set.has(n)));
        expect(count(have)).toBe(set.size);
        expect(count(have, last)).toBe([...set].filter((n) => n <= last).length);
        expect(gaps(have, last)).toEqual(written(new Set(unread)));
        expect(firstUnread(have, last)).toBe(unread[0] ?? null);
      }),
    );
  });

  test("merging", () => {
    fc.assert(
      fc.property(oracle, oracle, (one, other) => {
        expect(merge(written(one), written(other))).toEqual(written(new Set([...one, ...other])));
      }),
    );
  });

  test("there and back as text", () => {
    fc.assert(
      fc.property(oracle, (set) => {
        expect(decode(JSON.stringify(written(set)))).toEqual(written(set));
      }),
    );
  });
});

test("a text that is no canonical set is refused", () => {
  const bad = [
    "",
    "{}",
    "null",
    "[1,2]",
    "[[1]]",
    "[[1,2,3]]",
    "[[2,1]]",
    "[[0,3]]",
    "[[1,2],[3,4]]",
    "[[5,6],[1,2]]",
    '[["1",2]]',
    "[[1,1.5]]",
    "[[1,2147483648]]",
    "[[1,null]]",
  ];
  for (const text of bad) expect(() => decode(text), text).toThrow();
  expect(decode("[[1,2],[4,2147483647]]")).toEqual([
    [1, 2],
    [4, 2147483647],
  ]);
});

test("a set from outside is the same schema", () => {
  expect(
    ranges.safeParse([
      [1, 3],
      [2, 4],
    ]).success,
  ).toBe(false);
  expect(
    ranges.safeParse([
      [1, 3],
      [5, 5],
    ]).success,
  ).toBe(true);
});

test("nothing that was given is changed", () => {
  const have = Object.freeze([Object.freeze([1, 3] as const), Object.freeze([7, 9] as const)]);
  addRange(have, 4, 6);
  removeFrom(have, 2);
  merge(have, [[4, 6]]);
  expect(have).toEqual([
    [1, 3],
    [7, 9],
  ]);
});
