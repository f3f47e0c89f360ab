import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freeHandle, suggestHandle } from "./handles";

describe("suggestHandle", () => {
  test.each([
    ["Ada", "ada"],
    ["Zoë O'Hara", "zoe-o-hara"],
    ["ＡＮＡ  Vaz", "ana-vaz"],
    ["Søren Łukasz Weiß", "soren-lukasz-weiss"],
    ["王伟", "王伟"],
    ["Анна Йот", "анна-йот"],
    ["हिन्दी", "हिन्दी"],
    ["🙂", "member"],
    ["--", "member"],
    ["constructor", "constructor"],
    ["x".repeat(80), "x".repeat(30)],
  ])("%s is @%s", (name, handle) => {
    expect(suggestHandle(name)).toBe(handle);
  });

  test("can always be written in a post", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) =>
        /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,62}[\p{L}\p{N}\p{M}])?$/u.test(suggestHandle(name)),
      ),
    );
  });
});

test("a taken handle gets the first free number", () => {
  expect(freeHandle("ana", new Set())).toBe("ana");
  expect(freeHandle("ana", new Set(["ana", "ana-3"]))).toBe("ana-2");
  expect(freeHandle("ana", new Set(["ana", "ana-2", "ana-3"]))).toBe("ana-4");
});
