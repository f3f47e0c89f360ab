import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, codePoints, hasNul, nameKey, oneLine, postBody } from "./text";

const said = (schema: ReturnType<typeof cleanText>, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? result.data : result.error.issues.map((issue) => issue.message).join(" ");
};

describe("nameKey", () => {
  test("is one for every way of writing a name", () => {
    expect(nameKey("  ＡＮＡ ")).toBe("ana");
    expect(nameKey("E\u0301va")).toBe(nameKey("éva"));
    expect(nameKey("ﬁn")).toBe("fin");
  });

  test("is its own key, for every character", () => {
    for (let point = 0; point < 0x110000; point++) {
      const key = nameKey(`a${String.fromCodePoint(point)}\u0307\u0301`);
      if (nameKey(key) !== key) throw new Error(`U+${point.toString(16)}`);
    }
  });
});

describe("cleanText", () => {
  const title = cleanText(1, 5, "title");

  test("trims and counts code points, not UTF-16 units", () => {
    expect(said(title, "  abcde\n")).toBe("abcde");
    expect(said(title, "🙂🙂🙂🙂🙂")).toBe("🙂🙂🙂🙂🙂");
    expect(said(title, "🙂🙂🙂🙂🙂🙂")).toBe("The title has 6 characters; 5 is the most.");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => codePoints(text) === [...text].length));
  });

  test("refuses U+0000 and lone surrogates, and takes whole pairs", () => {
    expect(hasNul("a\0")).toBe(true);
    for (const bad of ["a\0b", "a\ud83d", "\ude42a", "\ude42\ud83d"]) {
      expect(said(title, bad)).toBe("The title holds a character that cannot be stored.");
    }
    expect(said(title, "\ud83d\ude42")).toBe("🙂");
  });

  test("names the field when it is empty, short or no text", () => {
    expect(said(title, " \u00a0 ")).toBe("The title is empty.");
    expect(said(cleanText(3, 9, "password"), "ab")).toBe("The password needs at least 3 characters.");
    for (const bad of [{ $ne: 1 }, ["a"], 7, null]) expect(said(title, bad)).toBe("The title must be a text.");
  });

  test("takes words that are also names of object members", () => {
    const word = cleanText(1, 20, "name");
    for (const text of ["constructor", "__proto__", "toString"]) expect(said(word, text)).toBe(text);
  });
});

describe("oneLine", () => {
  const name = oneLine(1, 40, "name");

  test("refuses what could begin a new mail header", () => {
    for (const bad of [
      "Ana\r\nBcc: x@y.org",
      "Ana\nB",
      "Ana\rB",
      "a\u2028b",
      "a\u2029b",
      "a\u0085b",
      "a\tb",
      "a\u001b[1m",
    ]) {
      expect(said(name, bad)).toBe("The name must be on one line, without control characters.");
    }
    expect(said(name, "Ana Bcc: x@y.org")).toBe("Ana Bcc: x@y.org");
  });

  test("refuses marks that reverse the text around the name, and takes right-to-left names", () => {
    expect(said(name, "Ana\u202etxt")).toBe("The name must be on one line, without control characters.");
    expect(said(name, "עדה לאבלייס")).toBe("עדה לאבלייס");
  });

  test("refuses a name of which nothing can be seen", () => {
    expect(said(name, "\u200b\u3164")).toBe("The name is empty.");
    expect(said(oneLine(0, 40, "pronouns"), "")).toBe("");
  });
});

test("a post's text keeps the spaces at its head, which may mean code, and is measured in bytes", () => {
  const body = (text: unknown) => postBody.safeParse(text);
  expect(body("    code").data).toBe("    code");
  for (const bad of ["", " \n\t", "a\0", "\ud800", "é".repeat(32_769), 7]) expect(body(bad).success).toBe(false);
  expect(body("é".repeat(32_768)).success).toBe(true);
  expect(body("a".repeat(65_537)).error?.issues[0]?.message).toBe("The text is larger than 64 KB.");
});
