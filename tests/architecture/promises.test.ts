import { expect, test } from "vitest";
import { judgeCases, wanted } from "../../scripts/hostile-cases";
import { faults, readPromises } from "../../scripts/promises";

const table = (...rows: string[]) =>
  readPromises(["# Promises", "| promise | test file | test name |", "| --- | :-: | --- |", ...rows].join("\n"));
const source = [
  'describe("slots", () => { test("one per day", run); });',
  'test.each(rows)("%s is refused as $code", run);',
  `test(\`on \${engine}\`, run);`,
].join("\n");
const read = (file: string) => (file === "a.test.ts" ? source : undefined);

test("a row that names an existing test is kept", () => {
  const names = ["one per day", "slots", "slots > one per day", "cake is refused as INVALID", "on PostgreSQL"];
  const rows = table(...names.map((name, at) => `| promise ${at} | a.test.ts | ${name} |`));
  expect(rows).toHaveLength(names.length);
  expect(faults(rows, read)).toEqual([]);
});

test("a row without its test is named", () => {
  const rows = table("| one | a.test.ts | two per day |", "| two | b.test.ts | slots |", "| three | a.test.ts |");
  expect(faults(rows, read)).toEqual([
    'docs/promises.md:4  a.test.ts has no test "two per day"',
    "docs/promises.md:5  there is no file b.test.ts",
    "docs/promises.md:6  a row has three cells: promise, test file, test name",
  ]);
});

test("the same promise twice is one too many", () => {
  const rows = table("| one | a.test.ts | slots |", "| one | a.test.ts | one per day |");
  expect(faults(rows, read)).toEqual(["docs/promises.md:5  stands twice: one"]);
});

test("a hostile case without a test or a reason to wait is named", () => {
  const cases = (...rows: string[]) =>
    judgeCases(readPromises(["| case | test file | test name |", "| --- | --- | --- |", ...rows].join("\n")), read);
  const rest = wanted.slice(2).map((number) => `| ${number} | waiting | nothing to export |`);
  const kept = cases("| 1 | a.test.ts | slots |", "| 2 | a.test.ts | slots > one per day |", ...rest);
  expect(kept).toEqual({ wrong: [], held: [1, 2], waiting: wanted.slice(2) });
  expect(cases("| 1 | a.test.ts | gone |", "| 3 | a.test.ts | slots |", ...rest, "| 99 | waiting | x |").wrong).toEqual(
    [
      'docs/hostile-cases.md:3  a.test.ts has no test "gone"',
      "docs/hostile-cases.md:38  no case that is wanted: 99",
      "Case 1 has no test, and no reason to wait.",
      "Case 2 has no test, and no reason to wait.",
      "Case 3 has a test and waits all the same.",
    ],
  );
});
