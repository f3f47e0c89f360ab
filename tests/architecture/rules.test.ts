import { readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { describe, expect, test } from "vitest";
import { rules } from "../../scripts/architecture/rules";
import { readProgram } from "../../scripts/architecture/source";

const bad = join(import.meta.dirname, "bad");
const options = await extractOptions(join(process.cwd(), ".dependency-cruiser.cjs"));
const importRules = (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? "");

describe("each rule of imports bites on its bad fixture, and no other rule does", () => {
  test.each(importRules)("%s", async (name) => {
    const { output } = await cruise(["src"], { ...options, baseDir: join(bad, name) });
    const { violations } = (output as ICruiseResult).summary;
    expect([...new Set(violations.map(({ rule }) => rule.name))]).toEqual([name]);
  });
});

describe("each rule of sources bites on its bad fixture, once", () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
    expect(rule.check(readProgram(join(bad, name)))).toHaveLength(1);
  });
});

test("every fixture belongs to a rule that still stands", () => {
  const fixtures = readdirSync(bad, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = fixtures.map(({ name }) => name).sort();
  expect(names).toEqual([...importRules, ...rules.map(({ name }) => name)].sort());
});
