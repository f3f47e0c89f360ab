import { describe, expect, test } from "vitest";
import { arrange, type Branch, readingOrder } from "./tree";

type P = { id: string; number: number; parentId: string | null };
const post = (number: number, parent?: number): P => ({
  id: `p${number}`,
  number,
  parentId: parent ? `p${parent}` : null,
});

const draw = (branches: Branch<P>[], indent = ""): string[] =>
  branches.flatMap(({ post: { number }, replyTo, kids }) => [
    `${indent}${number}${replyTo ? ` to ${replyTo.number}` : ""}`,
    ...draw(kids, `${indent}.`),
  ]);

describe("a thread's tree", () => {
  test("each post stands under what it answers, oldest first, whatever order they came in", () => {
    const posts = [post(5, 1), post(4), post(3, 2), post(2, 1), post(1)];
    expect(draw(arrange(posts))).toEqual(["1", ".2", "..3", ".5", "4"]);
  });

  test("the indent is bounded, and who is answered is said where the layout does not show it", () => {
    const posts = [post(1), post(2, 1), post(3, 2), post(4, 3), post(5, 3), post(6, 4), post(7, 2)];
    expect(draw(arrange(posts))).toEqual(["1", ".2", "..3", "..4", "..6", "..5 to 3", "..7"]);
  });

  test("a reply to what is not here stands at the root", () => {
    expect(draw(arrange([post(9, 4), post(10, 9)]))).toEqual(["9", ".10"]);
  });

  test("a chain of 2,000 replies is read from first to last", () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => post(i + 1, i || undefined));
    expect(readingOrder(chain).map(({ number }) => number)).toEqual(chain.map(({ number }) => number));
    expect(draw(arrange(chain))).toHaveLength(2_000);
  });

  test("every post is in the reading order exactly once", () => {
    const posts = [post(1), post(2, 1), post(3, 1), post(4, 2), post(5)];
    expect(readingOrder(posts).map(({ number }) => number)).toEqual([1, 2, 4, 3, 5]);
  });
});
