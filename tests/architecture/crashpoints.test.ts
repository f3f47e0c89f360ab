import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Every text in double quotes that follows `before` in the files of a folder. */
function quoted(folder: string, before: string, files: RegExp): string[] {
  const pattern = new RegExp(`${before}"([a-z]+\\.[a-z-]+)"`, "g");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => files.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(pattern)].map((match) => match[1]!));
}

test("at every crashpoint of the program a test kills a process", () => {
  const marked = new Set(quoted("src", "crashpoint\\(", /\.ts$/));
  const killed = new Set([...quoted("tests", "", /\.test\.ts$/)]);
  expect(marked.size).toBeGreaterThan(10);
  expect([...marked].filter((name) => !killed.has(name))).toEqual([]);
});
