import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type Finding, finding, type Program, type Source, walk } from "./source";

/** A rule that imports alone cannot tell. Its bad fixture is tests/architecture/bad/<name>. */
export type Rule = { name: string; why: string; check(program: Program): Finding[] };

const isTest = (path: string): boolean => path.startsWith("tests/") || /\.test\.tsx?$/.test(path);
const product = (program: Program): Source[] =>
  program.sources.filter(({ path }) => path.startsWith("src/") && !isTest(path));

function each(sources: Source[], look: (node: ts.Node, source: Source) => string | undefined): Finding[] {
  const found: Finding[] = [];
  for (const source of sources)
    walk(source, (node) => {
      const what = look(node, source);
      if (what) found.push(finding(source, node, what));
    });
  return found;
}

const time: Rule = {
  name: "time-from-the-clock",
  why: "Only kernel/clock knows the time, so that tests can set it.",
  check: (program) =>
    each(
      product(program).filter(({ path }) => path !== "src/kernel/clock.ts"),
      (node) => {
        if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length)
          return "new Date() without an instant";
        if (ts.isPropertyAccessExpression(node) && /^(Date\.now|Temporal\.Now)$/.test(node.getText()))
          return node.getText();
        return undefined;
      },
    ),
};

const serverActions: Rule = {
  name: "no-server-actions",
  why: "Every write goes through the one entrance and its guard.",
  check: (program) =>
    each(program.sources, (node) =>
      ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) && node.expression.text === "use server"
        ? "'use server'"
        : undefined,
    ),
};

const inDatabase = /^src\/platform\/db\//;
const verbs = new Set(["run", "all", "get", "values", "execute", "for"]);
const builders = new Set(["select", "selectDistinct", "from", "insert", "update", "delete", "returning", "where"]);
const handles = /^(tx|read|db|ctx\.read)$/;

/** Whether an expression is a query under construction: `tx.select()…`, or a database handle itself. */
function isQuery(node: ts.Expression): boolean {
  if (handles.test(node.getText())) return true;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return builders.has(node.expression.name.text) || isQuery(node.expression.expression);
}

const dialect: Rule = {
  name: "no-dialect-verbs",
  why: "One code for both engines: what exists in one dialect only stays in platform/db.",
  check: (program) =>
    each(
      product(program).filter(({ path }) => !inDatabase.test(path)),
      (node) => {
        if (!ts.isCallExpression(node)) return undefined;
        if (ts.isIdentifier(node.expression))
          return /^(not)?ilike$/i.test(node.expression.text) ? "ilike()" : undefined;
        if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
        const { name, expression } = node.expression;
        const written = name.text === "values" && node.arguments.length > 0;
        return verbs.has(name.text) && !written && isQuery(expression) ? `.${name.text}()` : undefined;
      },
    ),
};

/** The slice or part of the platform that a file belongs to. */
const ownerOf = (path: string): string | undefined =>
  /^src\/features\/([\w-]+)\//.exec(path)?.[1] ?? /^src\/(platform)\//.exec(path)?.[1];

const ownWrites: Rule = {
  name: "owner-writes",
  why: "Any slice may read any table; only its owner writes it.",
  check: (program) =>
    each(product(program), (node, source) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
      if (!/^(insert|update|delete)$/.test(node.expression.name.text)) return undefined;
      const target = node.arguments[0];
      const name = target && (ts.isPropertyAccessExpression(target) ? target.name.text : target.getText());
      const table = name && original(source, name);
      const owner = table && program.tables.get(table);
      if (!owner || owner === ownerOf(source.path)) return undefined;
      return `${node.expression.name.text}(${table}), which belongs to ${owner}`;
    }),
};

/** The exported name behind a local one: `import { posts as p }` makes `p` posts. */
function original(source: Source, local: string): string {
  return new RegExp(`\\b(\\w+) as ${local}\\b`).exec(source.text)?.[1] ?? local;
}

/** Delivery (the second look of a digest included), preview and ledger. */
const deciders = /^src\/features\/(notifications\/|previews\/|ledger\/|digests\/pending\.ts$)/;

const routing: Rule = {
  name: "one-decider",
  why: "route() is asked by delivery, preview and ledger alone, so that they cannot differ from anyone else.",
  check: (program) =>
    each(
      product(program).filter(({ path }) => !deciders.test(path)),
      (node) => {
        if (!ts.isImportDeclaration(node) || !/notifications/.test(node.moduleSpecifier.getText())) return undefined;
        const bindings = node.importClause?.namedBindings;
        if (!bindings || !ts.isNamedImports(bindings)) return bindings ? "the whole of notifications" : undefined;
        const taken = bindings.elements.map((element) => (element.propertyName ?? element.name).text);
        return taken.find((name) => name === "route" || name === "routesFor");
      },
    ),
};

const size: Rule = {
  name: "file-size",
  why: "Growth is a new noun or a split by verb, not a longer file.",
  check: (program) =>
    program.sources.flatMap(({ path, text }) => {
      const most = /^src\/app\/.*page\.tsx$/.test(path) ? 60 : path.startsWith("src/") ? 300 : 400;
      const lines = text.split("\n").length - 1;
      return lines > most ? [{ path, line: most, what: `${lines} lines; at most ${most}` }] : [];
    }),
};

const readme: Rule = {
  name: "slice-readme",
  why: "Each slice says in 10 to 30 lines what it is, its invariants, and its events in and out.",
  check({ root }) {
    const features = join(root, "src/features");
    if (!existsSync(features)) return [];
    return readdirSync(features, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        const file = join(features, name, "README.md");
        const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").length : 0;
        const what = `${lines === 0 ? "missing" : `${lines} lines`}; 10 to 30 are wanted`;
        return lines >= 10 && lines <= 30 ? [] : [{ path: `src/features/${name}/README.md`, line: 1, what }];
      });
  },
};

const mute = new RegExp(["TO" + "DO", "FIX" + "ME", "@ts-(ignore|nocheck)", "biome-" + "ignore"].join("|"));

const looseEnds: Rule = {
  name: "no-loose-ends",
  why: "No work left for later, no check muted, no test skipped or run alone.",
  check: (program) =>
    program.sources
      .filter(({ path }) => path !== "scripts/architecture/rules.ts")
      .flatMap((source) => [...muted(source), ...each([source], skipped)]),
};

function muted({ path, text }: Source): Finding[] {
  return text.split("\n").flatMap((line, at) => {
    const what = mute.exec(line)?.[0];
    return what ? [{ path, line: at + 1, what }] : [];
  });
}

const skipped = (node: ts.Node): string | undefined =>
  ts.isPropertyAccessExpression(node) &&
  /^(test|it|describe)\.(only|skip|todo|skipIf|runIf|fails)$/.test(node.getText())
    ? node.getText()
    : undefined;

export const rules: Rule[] = [time, serverActions, dialect, ownWrites, routing, size, readme, looseEnds];
