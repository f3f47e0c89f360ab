import { type SQL, sql } from "drizzle-orm";
import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";
import type { Wanted } from "@/kernel/search-words";
import { engine } from "../engine";
import type { Tx } from "../types";

/**
 * The full text of posts. On SQLite a contentless FTS5 table, in which the place (a channel) is a column that is matched
 * like the text, so that nothing is found and thrown away; on PostgreSQL a tsvector under GIN. No builder knows either:
 * they come from the migrations alone.
 */
const sqlite = lite.sqliteTable("search_index", {
  id: lite.integer("rowid").primaryKey(),
  title: lite.text("title").notNull(),
  body: lite.text("body").notNull(),
  place: lite.text("place").notNull(),
});
const postgres = pg.pgTable("search_index", {
  id: pg.bigint("id", { mode: "number" }).primaryKey(),
  words: pg
    .customType<{ data: string }>({ dataType: () => "tsvector" })("words")
    .notNull(),
  placeId: pg.uuid("place_id").notNull(),
});
/** Only its `id` is named outside, which both have. */
export const searchIndex = (engine === "postgres" ? postgres : sqlite) as unknown as typeof sqlite;

export type SearchDocument = { id: number; placeId: string; title: string[]; body: string[] };

/** FTS5's tokenizer `ascii` parts words at signs: an id becomes one word without its dashes. */
const placeWord = (placeId: string): string => `p${placeId.replaceAll("-", "")}`;

/** Writes documents that are not in the index yet. */
export async function putDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map(({ id, placeId, title, body }) =>
    engine === "postgres"
      ? { id, placeId, words: vector(title, body) }
      : { id, title: title.join(" "), body: body.join(" "), place: placeWord(placeId) },
  );
  await tx.insert(searchIndex).values(rows as (typeof sqlite.$inferInsert)[]);
}

/** A text in PostgreSQL's own notation of a tsvector; words are letters and digits, so nothing is quoted within them. */
function vector(title: readonly string[], body: readonly string[]): string {
  /** The highest position that a tsvector keeps, and how many of one word. */
  const [LAST, PLACES] = [16_383, 255];
  const places = new Map<string, number[]>();
  // Between the title and the body no phrase is found.
  for (const [i, word] of [...title, "", ...body].entries()) {
    if (word === "") continue;
    const known = places.get(word) ?? [];
    if (known.length < PLACES) known.push(Math.min(i + 1, LAST));
    places.set(word, known);
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(",")}`).join(" ");
}

/** Which documents hold all that is wanted and stand in one of these places. Both lists hold something. */
export function holds({ phrases, openEnd }: Wanted, placeIds: readonly string[]): SQL {
  if (engine === "postgres") {
    const query = phrases
      .map((words, i) => words.map((word, j) => `'${word}'${isOpen(i, j) ? ":*" : ""}`).join(" <-> "))
      .map((phrase) => `(${phrase})`)
      .join(" & ");
    const places = sql.join(
      placeIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    );
    return sql`(${postgres.words} @@ ${query}::tsquery and ${postgres.placeId} in (${places}))`;
  }
  const text = phrases
    .map((words, i) => `"${words.join(" ")}"${isOpen(i, words.length - 1) ? " *" : ""}`)
    .join(" AND ");
  const match = `{title body} : (${text}) AND place : (${placeIds.map(placeWord).join(" OR ")})`;
  return sql`search_index match ${match}`;

  function isOpen(phrase: number, word: number): boolean {
    return openEnd && phrase === phrases.length - 1 && word === phrases[phrase]!.length - 1;
  }
}
