import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A source file with its syntax, read once for all rules. */
export type Source = { path: string; text: string; tree: ts.SourceFile };

/** The program as the rules see it. Paths are relative to its root, with `/`. */
export type Program = {
  root: string;
  sources: Source[];
  /** Which file of platform/db/schema declares a table, by the table's name in TypeScript. */
  tables: ReadonlyMap<string, string>;
};

export type Finding = { path: string; line: number; what: string };

const parts = ["src", "tests", "scripts"];

/** Reads every TypeScript file of a tree, without the fixtures that are bad on purpose. */
export function readProgram(root: string): Program {
  const sources = parts
    .filter((part) => existsSync(join(root, part)))
    .flatMap((part) => filesIn(root, part))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("tests/architecture/bad/"))
    .map((path) => parse(root, path));
  return { root, sources, tables: tablesOf(sources) };
}

function filesIn(root: string, part: string): string[] {
  const entries = readdirSync(join(root, part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function parse(root: string, path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

function tablesOf(sources: Source[]): Map<string, string> {
  const tables = new Map<string, string>();
  for (const { path, text } of sources) {
    const slice = /^src\/platform\/db\/schema\/([\w-]+)\.ts$/.exec(path)?.[1];
    if (!slice) continue;
    for (const match of text.matchAll(/^export const (\w+) = table\(/gm)) tables.set(match[1]!, slice);
  }
  return tables;
}

/** Visits every node of a file. */
export function walk(source: Source, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  step(source.tree);
}

/** Where a node stands and what is wrong with it. */
export function finding(source: Source, node: ts.Node, what: string): Finding {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return { path: source.path, line: line + 1, what };
}
