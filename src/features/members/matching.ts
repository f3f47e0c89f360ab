import { type Column, type SQL, sql } from "drizzle-orm";
import { nameKey } from "@/kernel/text";

/** A text as LIKE takes it literally, with `\\` as the escape. */
const literal = (text: string): string => nameKey(text).replace(/[\\%_]/g, "\\$&");

const like = (key: Column, pattern: string): SQL => sql`${key} like ${pattern} escape '\\'`;

/** Whether a key (NFKC, lower-cased) holds a text anywhere. */
export const holds = (key: Column, text: string): SQL => like(key, `%${literal(text)}%`);

/** Whether a key begins with a text. */
export const beginsWith = (key: Column, text: string): SQL => like(key, `${literal(text)}%`);

/** Whether a word of a key, but its first, begins with a text. */
export const wordBegins = (key: Column, text: string): SQL => like(key, `% ${literal(text)}%`);
