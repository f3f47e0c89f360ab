import { expect, test } from "vitest";
import { type Change, changesBetween } from "./changes";

const draw = (changes: Change[]): string =>
  changes.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`)).join("");

test("a change is shown word by word, with what stands around it", () => {
  expect(draw(changesBetween("We take the disk.", "We take the bucket."))).toBe("We take the [-disk][+bucket].");
  expect(draw(changesBetween("Same.", "Same."))).toBe("Same.");
  expect(draw(changesBetween("", "New."))).toBe("[+New.]");
});

test("of a long text that stayed only what is near the change is shown", () => {
  const long = "word ".repeat(2_000);
  const shown = draw(changesBetween(`${long}old`, `${long}new`));
  expect(shown).toMatch(/^ … .*word \[-old\]\[\+new\]$/s);
  expect(shown.length).toBeLessThan(250);
});

test("a text of 64 KB is compared by lines, and one that has nothing in common is shown as two", () => {
  const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i}`);
  const other = lines.with(2_500, "another line");
  expect(draw(changesBetween(lines.join("\n"), other.join("\n")))).toContain("[-line 2500\n][+another line\n]");
  const [a, b] = ["a\n".repeat(32_000), "b\n".repeat(32_000)];
  expect(changesBetween(a, b)).toEqual([
    { kind: "removed", text: a },
    { kind: "added", text: b },
  ]);
});
