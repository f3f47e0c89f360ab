import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrange, fold, hiding, type Line, nextUnread, type Shape } from "./tree";

const shape = (...parents: number[]): Shape => ({ from: 1, parents });
const draw = (lines: readonly Line[]): string[] =>
  lines.map(({ number, indent, answers }) => `${".".repeat(indent)}${number}${answers ? ` to ${answers}` : ""}`);
const numbers = (lines: readonly Line[]): number[] => lines.map(({ number }) => number);

/** Any tree: each post answers the thread or one before it. */
const anyShape = fc
  .array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 60 })
  .map((picks) => shape(...picks.map((pick, at) => pick % (at + 1))));
const anyView = fc.constantFrom("tree" as const, "flat" as const);

describe("a thread's tree", () => {
  test("each post stands under what it answers, oldest first", () => {
    expect(draw(arrange(shape(0, 1, 2, 0, 1), "tree"))).toEqual(["1", ".2", "..3", ".5", "4"]);
  });

  test("the indent is bounded, and who is answered is said where the layout does not show it", () => {
    expect(draw(arrange(shape(0, 1, 2, 3, 3, 4, 2), "tree"))).toEqual([
      ...["1", ".2", "..3", "..4 to 3", "..6 to 4", "..5 to 3", "..7"],
    ]);
  });

  test("in order of time nothing is indented, and an answer to anything but the post before says to what", () => {
    expect(draw(arrange(shape(0, 1, 2, 1, 0), "flat"))).toEqual(["1", "2", "3", "4 to 1", "5"]);
  });

  test("a reply to what is not here stands at the root", () => {
    expect(draw(arrange({ from: 9, parents: [4, 9] }, "tree"))).toEqual(["9", ".10"]);
  });

  test("a chain of 2,000 replies is read from first to last", () => {
    const lines = arrange(shape(...Array.from({ length: 2_000 }, (_, at) => at)), "tree");
    expect(numbers(lines)).toEqual(Array.from({ length: 2_000 }, (_, at) => at + 1));
    expect(fold(lines, new Set([1]))).toMatchObject([{ number: 1, replies: 1_999 }]);
  });

  test("a closed branch holds all that is under it, and nothing is lost or doubled", () => {
    const lines = arrange(shape(0, 1, 2, 0, 1), "tree");
    const closed = fold(lines, new Set([2, 4]));
    expect(closed).toMatchObject([
      { number: 1, replies: 3, folded: [] },
      { number: 2, replies: 1, folded: [3] },
      ...[{ number: 5 }, { number: 4, replies: 0, folded: [] }],
    ]);
    expect(hiding(closed, 3)).toEqual([2]);
    expect(hiding(fold(lines, new Set([1, 2])), 3)).toEqual([1]);
    fc.assert(
      fc.property(anyShape, anyView, fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (any, view, chosen) => {
        const shown = fold(arrange(any, view), new Set(chosen));
        const all = shown.flatMap(({ number, folded }) => [number, ...folded]);
        expect(all).toEqual(numbers(arrange(any, view)));
      }),
    );
  });

  test("next and previous visit each unread post once, in either view, also when they are read on the way", () => {
    fc.assert(
      fc.property(
        anyShape,
        anyView,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        fc.boolean(),
        (any, view, marks, reads) => {
          const lines = arrange(any, view);
          const unread = new Set(numbers(lines).filter((number) => marks[number - 1]));
          const expected = numbers(lines).filter((number) => unread.has(number));
          const visit = (step: 1 | -1, from?: number) => {
            const seen: number[] = [];
            for (let at = nextUnread(lines, (number) => unread.has(number), from, step); at; ) {
              seen.push(at);
              if (reads) unread.delete(at);
              at = nextUnread(lines, (number) => unread.has(number), at, step);
            }
            return seen;
          };
          expect(visit(1)).toEqual(expected);
          if (reads) for (const number of expected) unread.add(number);
          expect(visit(-1, expected.at(-1))).toEqual(expected.slice(0, -1).reverse());
        },
      ),
    );
  });
});
