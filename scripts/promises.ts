import ts from "typescript";

export type Promised = { promise: string; file: string; test: string; line: number };

/** Reads the rows of the tables in docs/promises.md; `\|` stands for a bar within a cell. */
export function readPromises(markdown: string): Promised[] {
  return markdown.split("\n").flatMap((text, at) => {
    if (!text.startsWith("|")) return [];
    const cells = text
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
    const [promise = "", file = "", test = ""] = cells;
    if (promise === "promise" || /^:?-+:?$/.test(promise)) return [];
    return [{ promise, file, test, line: at + 1 }];
  });
}

/**
 * The names of the tests and groups of a test file, each also with the names of its groups before it (`group > test`).
 * What a name takes from a table (`%s`, `$name`, `${name}`) matches any text.
 */
export function testNames(source: string): RegExp[] {
  const names: string[] = [];
  const visit = (node: ts.Node, groups: string[]): void => {
    const name = ts.isCallExpression(node) ? nameOf(node) : undefined;
    const path = name === undefined ? groups : [...groups, name];
    if (name !== undefined) names.push(...path.map((_, from) => path.slice(from).join(" > ")));
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.createSourceFile("test.tsx", source, ts.ScriptTarget.Latest, true), []);
  return names.map((name) => new RegExp(`^${name}$`, "s"));
}

/** The name of `test("…")`, `describe.each(rows)("…")` and the like, as the source of a regular expression. */
function nameOf(call: ts.CallExpression): string | undefined {
  if (!/^(test|it|describe)\b/.test(call.expression.getText())) return undefined;
  const [first] = call.arguments;
  const each = ts.isCallExpression(call.expression) || ts.isTaggedTemplateExpression(call.expression);
  return first && pattern(first, each);
}

function pattern(node: ts.Expression, each: boolean): string | undefined {
  if (ts.isStringLiteralLike(node)) return quote(node.text, each);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => `.+${quote(span.literal.text, each)}`);
    return quote(node.head.text, each) + spans.join("");
  }
  if (ts.isBinaryExpression(node)) return `${pattern(node.left, each) ?? ".+"}${pattern(node.right, each) ?? ".+"}`;
  return undefined;
}

function quote(text: string, each: boolean): string {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return each ? escaped.replace(/%[sdifjopc#]|\\\$[\w.]+/g, ".+") : escaped;
}

/** What is wrong with the table, in words; empty when every row names one test that exists. */
export function faults(rows: Promised[], read: (file: string) => string | undefined): string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ promise, file, test, line }) => {
    const where = `docs/promises.md:${line}`;
    const twice = seen.has(promise);
    seen.add(promise);
    if (!promise || !file || !test) return [`${where}  a row has three cells: promise, test file, test name`];
    if (twice) return [`${where}  stands twice: ${promise}`];
    const source = read(file);
    if (source === undefined) return [`${where}  there is no file ${file}`];
    return testNames(source).some((name) => name.test(test)) ? [] : [`${where}  ${file} has no test "${test}"`];
  });
}
