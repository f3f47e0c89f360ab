import type { Env, Ruler, Token } from "markdown-it";
import type { RefKind } from "../refs";

/** What rules and renderer share while one post goes through them. */
export type Post = Env & {
  baseUrl: string;
  /** Begins every id in the HTML, so that two posts on a page never share one. */
  prefix: string;
  footnotes: Map<string, string>;
  /** Labels of the footnotes that are referred to, with their numbers, in order. */
  footnoteNumbers: Map<string, number>;
  left: Budget;
  /** Ids by name keys, when the post is rendered. */
  lookup: Lookup | null;
};

/**
 * What one post may still spend. A post of 64 KB written to be slow costs some 50 ms with these and up to 250 without;
 * none that somebody writes to be read comes near them. Whatever is over stays plain text.
 */
export type Budget = {
  brackets: number;
  marks: number;
  addresses: number;
  names: number;
  breaks: number;
  cells: number;
  highlighted: number;
};

export const fullBudget = (): Budget => ({
  brackets: 3_000,
  marks: 8_000,
  addresses: 1_000,
  names: 1_000,
  breaks: 5_000,
  cells: 8_000,
  highlighted: 6_144,
});

export type Lookup = {
  members: ReadonlyMap<string, string>;
  groups?: ReadonlyMap<string, string>;
  channels: ReadonlyMap<string, string>;
};

/** A reference as it is written: by a name that has to be looked up, or by the id in a link. */
export type Ref = { by: "handle" | "channel"; key: string } | { by: "id"; kind: RefKind; id: string };

/** The reference that a token stands for, if it does. */
export const refOf = (token: Token): Ref | null => (token.meta?.ref as Ref | undefined) ?? null;

/** One of the parser's own rules, to be called from the rule that takes its place. */
export const builtIn = <Args extends unknown[], Result>(ruler: Ruler<Args, Result>, name: string) =>
  ruler.__rules__.find((rule) => rule.name === name)!.fn;
