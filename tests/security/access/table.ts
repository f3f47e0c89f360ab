import type { Tx } from "@/platform/db";
import { type ActorName, type Outcome, readCells } from "./actors";
import type { Seeded, Spot, World } from "./world";

/**
 * What a call is about: a public or a private channel and what is in it; one's own thing or another's; the team as a
 * whole; a link that one holds, or a guessed one.
 */
export type Thing = "public" | "private" | "own" | "others" | "team" | "held" | "guessed";

/** What a row makes its input of. `tx` writes what this one cell needs; all of it is rolled back. */
export type Cell = {
  tx: Tx;
  world: World;
  thing: Thing;
  actor: ActorName;
  /** The channel in question: the private one for `private`. */
  at: Spot;
  /** Who calls; for `anonymous` some other member, whom nobody takes them for. */
  me: Seeded;
  /** Whose thing it is: mine for `own`, a bystander's for everything else. */
  whose: Seeded;
};

export type Options = {
  /** A text that the answer holds when it holds the thing: what `+` and `0` tell apart. */
  shows?: (cell: Cell) => string;
  /** It wants to be shown within the last quarter of an hour that the member is themselves. */
  dangerous?: boolean;
};

export type Row = Options & {
  procedure: string;
  cells: Partial<Record<Thing, Record<ActorName, Outcome>>>;
  input: (cell: Cell) => unknown;
};

const rows = new Map<string, Row>();

/** Says what is expected of a procedure: per thing a line of cells, and how to make the input of one. */
export function row(
  procedure: string,
  cells: Partial<Record<Thing, string>>,
  input: Row["input"] = () => undefined,
  options: Options = {},
): void {
  if (rows.has(procedure)) throw new Error(`${procedure} has two rows.`);
  const read = Object.entries(cells).map(([thing, text]) => [thing, readCells(text)]);
  rows.set(procedure, { procedure, cells: Object.fromEntries(read), input, ...options });
}

/** The rows that were said so far. */
export const allRows = (): ReadonlyMap<string, Row> => rows;
