import { type Promised, testNames } from "./promises";

/** The cases whose subjects there are, or will be soon: each has a test, or the reason why it waits. */
export const wanted: readonly number[] = [
  ...Array.from({ length: 25 }, (_, at) => at + 1),
  ...[28, 30, 33, 35, 45, 46, 47, 48, 49, 50],
];

type Verdict = { wrong: string[]; held: number[]; waiting: number[] };

/** Reads the table of docs/hostile-cases.md, whose rows have the form of those of docs/promises.md. */
export function judgeCases(rows: readonly Promised[], read: (file: string) => string | undefined): Verdict {
  const wrong: string[] = [];
  const [held, waiting] = [new Set<number>(), new Set<number>()];
  for (const { promise, file, test, line } of rows.filter(({ promise }) => promise !== "case")) {
    const where = `docs/hostile-cases.md:${line}`;
    const number = Number(promise);
    if (!wanted.includes(number)) wrong.push(`${where}  no case that is wanted: ${promise}`);
    else if (file === "waiting" && test !== "") waiting.add(number);
    else if (testNames(read(file) ?? "").some((name) => name.test(test))) held.add(number);
    else wrong.push(`${where}  ${file} has no test "${test}"`);
  }
  for (const number of wanted) {
    if (!held.has(number) && !waiting.has(number)) wrong.push(`Case ${number} has no test, and no reason to wait.`);
    if (held.has(number) && waiting.has(number)) wrong.push(`Case ${number} has a test and waits all the same.`);
  }
  const sorted = (numbers: Set<number>) => [...numbers].sort((a, b) => a - b);
  return { wrong, held: sorted(held), waiting: sorted(waiting) };
}
