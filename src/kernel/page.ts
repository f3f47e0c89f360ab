import { z } from "zod";
import { AppError } from "./errors";
import { isId } from "./ids";

/** One page of a list: its items, and the cursor that leads to the next ones, or null at the end. */
export type Page<T> = { items: T[]; next: string | null };

/** Where a page begins: after the row with this sort key and id. Two rows may share a key, never an id. */
export type Cursor = { key: number; id: string };

const form = /^(-?(?:0|[1-9]\d{0,15}))~(.{36})$/;

/** The text of a cursor as it travels. Clients keep it and never read it. */
export const encodeCursor = (cursor: Cursor): string => `${cursor.key}~${cursor.id}`;

const notOurs = () =>
  new AppError("INVALID", "This cursor does not belong to a list. Start again from its first page.", {
    field: "cursor",
  });

/** Reads a cursor back. @throws AppError INVALID, naming `cursor`, when it is not one of ours. */
export function decodeCursor(text: string): Cursor {
  const [, digits, id] = form.exec(text) ?? [];
  const key = Number(digits);
  if (digits === undefined || id === undefined || !Number.isSafeInteger(key) || Object.is(key, -0) || !isId(id)) {
    throw notOurs();
  }
  return { key, id };
}

/** The last instant that both engines write as a plain date: the end of the year 9999. */
export const LAST_INSTANT = 253_402_300_799_999;

/** Reads the cursor of a list that is sorted by an instant. @throws AppError INVALID, naming `cursor` */
export function decodeInstantCursor(text: string): Cursor {
  const cursor = decodeCursor(text);
  if (cursor.key < 0 || cursor.key > LAST_INSTANT) throw notOurs();
  return cursor;
}

/** Where the next page of a list that is sorted by name begins. */
export const nameCursor = ({ id, nameKey }: { id: string; nameKey: string }): string => `${id}~${nameKey}`;

/** Reads the cursor of a list that is sorted by name. @throws AppError INVALID, naming `cursor` */
export function readNameCursor(cursor: string): { id: string; nameKey: string } {
  const id = cursor.slice(0, 36);
  if (!isId(id) || cursor[36] !== "~" || cursor.includes("\0")) throw notOurs();
  return { id, nameKey: cursor.slice(37) };
}

/** What every list takes: how many, and after which row. */
export const pageInput = z.object({
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(100).default(50),
});

/** Makes a page of rows that were asked for with one more than `limit`: the extra row only tells that there are more. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => Cursor): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? encodeCursor(cursorOf(last)) : null };
}
