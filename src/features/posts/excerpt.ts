import { sql } from "drizzle-orm";
import { excerpt, plainText } from "@/kernel/plain-text";
import type { Reader } from "@/kernel/refs";
import { posts } from "@/platform/db/schema";

/** How much of a post's HTML is read for its excerpt: a post may be 64 KB, a list holds a hundred. */
const LEAD = 1_600;
const EXCERPT = 200;

/** A post's stored HTML as anybody may read it: nothing of one that was deleted, though its text may still be in the row. */
export const shownHtml = sql<string>`case when ${posts.deletedAt} is null then ${posts.html} else '' end`;

/** The beginning of it, for a list. */
export const lead = sql<string>`case when ${posts.deletedAt} is null then substr(${posts.html}, 1, ${sql.raw(String(LEAD))}) else '' end`;

/** Excerpts of leads that name nobody: the same for every reader, and asked for again with every list. */
const known = new Map<string, string>();
const CAPACITY = 1_000;

/** The beginning of a post as one line of text, from its `lead`, for one reader. */
export function excerptOf(start: string, reader: Reader): string {
  const before = known.get(start);
  if (before !== undefined) return before;
  const text = excerpt(plainText(whole(start), reader), EXCERPT);
  if (!start.includes("data-ref=")) {
    known.set(start, text);
    if (known.size > CAPACITY) known.delete(known.keys().next().value as string);
  }
  return text;
}

/** Takes off what the cut left in pieces: half a tag, half a character entity, a spoiler whose end is missing. */
function whole(start: string): string {
  if (start.length < LEAD) return start;
  const ends = [start.length];
  if (start.lastIndexOf("<") > start.lastIndexOf(">")) ends.push(start.lastIndexOf("<"));
  if (start.lastIndexOf("&") > start.lastIndexOf(";")) ends.push(start.lastIndexOf("&"));
  const spoiler = start.lastIndexOf('<span class="spoiler"');
  if (spoiler > start.lastIndexOf("</span>")) ends.push(spoiler);
  return start.slice(0, Math.min(...ends));
}
