import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "./errors";
import { newId } from "./ids";
import { decodeCursor, encodeCursor, pageInput, pageOf } from "./page";

const refusal = (text: string) => {
  try {
    return decodeCursor(text);
  } catch (error) {
    return isAppError(error) ? [error.code, error.data.field] : error;
  }
};

test("a cursor comes back as it was", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      const cursor = { key: Object.is(number, -0) ? 0 : number, id: newId() };
      expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
    }),
  );
});

test("rubbish is refused as INVALID, naming the cursor", () => {
  const id = newId();
  const bad = [
    "",
    "~",
    `1~${id}x`,
    `1~${id.toUpperCase()}`,
    `1e3~${id}`,
    `-0~${id}`,
    `01~${id}`,
    `9007199254740993~${id}`,
    `NaN~${id}`,
    `1~${id}\n`,
    ` 1~${id}`,
  ];
  for (const text of bad) expect(refusal(text)).toEqual(["INVALID", "cursor"]);
  expect(refusal(`1~${id}`)).toEqual({ key: 1, id });
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(refusal(text)).toEqual(["INVALID", "cursor"]);
    }),
  );
});

test("pages by cursor visit every row once, also rows with equal keys", () => {
  const row = fc.record({ key: fc.integer({ min: 0, max: 3 }), id: fc.constant(0).map(newId) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (rows, limit) => {
      const sorted = rows.toSorted((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1));
      const seen: string[] = [];
      for (let cursor: string | null | undefined, turn = 0; cursor !== null && turn < 40; turn++) {
        const from = cursor === undefined ? null : decodeCursor(cursor);
        const after = sorted.filter((r) => !from || r.key > from.key || (r.key === from.key && r.id > from.id));
        const page = pageOf(after.slice(0, limit + 1), limit, (r) => r);
        seen.push(...page.items.map((r) => r.id));
        cursor = page.next;
      }
      expect(seen).toEqual(sorted.map((r) => r.id));
    }),
  );
});

test("a list that ends with its page has no next one", () => {
  const rows = [{ key: 1, id: newId() }];
  expect(pageOf(rows, 1, (row) => row)).toEqual({ items: rows, next: null });
  expect(pageOf([], 1, () => ({ key: 0, id: "" }))).toEqual({ items: [], next: null });
});

test("a list gives fifty unless told, and never more than a hundred", () => {
  expect(pageInput.parse({})).toEqual({ limit: 50 });
  expect(pageInput.parse({ cursor: null, limit: 100 })).toEqual({ cursor: null, limit: 100 });
  for (const limit of [0, 101, 1.5, "5"]) expect(pageInput.safeParse({ limit }).success).toBe(false);
});
