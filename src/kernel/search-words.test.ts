import { describe, expect, test } from "vitest";
import { readSearch, searchTerms, wordsIn } from "./search-words";

describe("words that are searched", () => {
  test("have neither capitals nor marks, in any script that parts its words", () => {
    expect(searchTerms("Über Łódź, naïve ﬁle — ΆΛΦΑ привет")).toEqual([
      "uber",
      "łodz",
      "naive",
      "file",
      "αλφα",
      "привет",
    ]);
  });

  test("are parted by every sign, which then means nothing", () => {
    expect(searchTerms('a-b "c" NEAR(d) col:e * 3.5 x_y')).toEqual([
      "a",
      "b",
      "c",
      "near",
      "d",
      "col",
      "e",
      "3",
      "5",
      "x",
      "y",
    ]);
  });

  test("are pairs of characters where nothing parts them, and the last one by itself", () => {
    expect(searchTerms("東京都2026年")).toEqual(["東京", "京都", "都", "2026", "年"]);
    expect(searchTerms("한국어")).toEqual(["한국", "국어", "어"]);
  });

  test("are cut where nobody would type them, and no text has more than 12,000", () => {
    expect(searchTerms("x".repeat(500))).toEqual(["x".repeat(64)]);
    expect(searchTerms("a ".repeat(20_000))).toHaveLength(12_000);
  });

  test("say where they stand in the text as it was written", () => {
    expect([...wordsIn("(Émile) 東京")].map(({ from, to }) => [from, to])).toEqual([
      [1, 6],
      [8, 10],
    ]);
  });
});

describe("what is looked for", () => {
  test("is every word, the last one open until something follows it", () => {
    expect(readSearch("Object stor")).toEqual({ phrases: [["object"], ["stor"]], openEnd: true });
    expect(readSearch("object store ")).toEqual({ phrases: [["object"], ["store"]], openEnd: false });
  });

  test("is neighbouring pairs in scripts without gaps, and a single character by itself", () => {
    expect(readSearch("東京都")).toEqual({ phrases: [["東京", "京都"]], openEnd: true });
    expect(readSearch("東")).toEqual({ phrases: [["東"]], openEnd: true });
  });

  test("is nothing where there is no word, and at most twenty", () => {
    expect(readSearch('"*-')).toEqual({ phrases: [], openEnd: false });
    expect(readSearch("a ".repeat(100)).phrases).toHaveLength(20);
  });
});
