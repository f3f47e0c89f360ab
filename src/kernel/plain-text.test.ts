import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeHtml, unescapeHtml } from "./escape";
import { renderMarkdown } from "./markdown";
import { excerpt, plainText } from "./plain-text";

const ana = "01932c07-7a70-7aaa-8aaa-aaaaaaaaaaaa";
const reader = {
  resolve: (kind: string) => (kind === "member" ? { label: "Ana <&> B", href: "/x" } : null),
  hidden: (kind: string) => `a private ${kind}`,
  time: () => ({ label: "Fri 09:00", title: "Friday" }),
};
const text = (source: string) => {
  const lookup = { members: new Map([["ana", ana]]), channels: new Map([["general", ana]]) };
  return plainText(renderMarkdown(source, { baseUrl: "https://t.example", prefix: "p", lookup }).html, reader);
};

describe("plainText", () => {
  test("keeps paragraphs, lists, quotes and tables apart", () => {
    expect(text("# A\nb\nc\n\n- d\n- e\n  1. f\n  2. g\n\n> h\n>\n> > i\n\n|j|k|\n|-|-|\n|l|m|")).toBe(
      "A\n\nb\nc\n\n- d\n- e\n  1. f\n  2. g\n\n> h\n>\n> > i\n\nj | k\nl | m",
    );
  });

  test("keeps code as it was typed", () => {
    expect(text("```ts\nif (a < b) {\n\n  c();\n}\n```\nend")).toBe("if (a < b) {\n\n  c();\n}\n\nend");
  });

  test("gives the reader's names, and no more than they may know", () => {
    expect(text("@ana in #general at <time:2026-01-01T00:00Z>")).toBe("@Ana <&> B in a private channel at Fri 09:00");
  });

  test("keeps spoilers covered", () => {
    expect(text("It was ||the *butler* @ana|| and ||he||.")).toBe("It was ▒▒▒ and ▒▒▒.");
  });

  test("numbers footnotes", () => {
    expect(text("a[^x]\n\n[^x]: why")).toBe("a[1]\n\n1. why");
  });

  test("gives back any plain words, whatever signs they hold", () => {
    const word = fc.string({
      unit: fc.constantFrom("a", "B", "7", "<", ">", "&", '"', "'", ";", "lt", "amp", "é", "漢"),
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const typed = words.join(" ");
        expect(plainText(`<p>${escapeHtml(typed)}</p>`, reader)).toBe(typed);
        expect(unescapeHtml(escapeHtml(typed))).toBe(typed);
      }),
    );
  });
});

describe("excerpt", () => {
  test("is the text on one line when it fits", () => {
    expect(excerpt(" a\n\n b ", 5)).toBe("a b");
    expect(excerpt("12345", 5)).toBe("12345");
  });

  test("ends at a word, with a sign that something was left out", () => {
    expect(excerpt("one two three four", 12)).toBe("one two…");
    expect(excerpt("abcdefghijkl", 5)).toBe("abcd…");
  });

  test("never cuts a character in two", () => {
    expect(excerpt("👩‍👩‍👧‍👦".repeat(5), 3)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (source, max) => {
        const out = excerpt(source, max);
        const graphemes = (value: string) => [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment);
        expect(graphemes(out).length).toBeLessThanOrEqual(max);
        expect(/\p{Cs}/u.test(out)).toBe(false);
        const whole = graphemes(source.replace(/\s+/g, " ").trim());
        const kept = out.endsWith("…") && out !== whole.join("") ? out.slice(0, -1) : out;
        expect(whole.join("").startsWith(kept)).toBe(true);
      }),
    );
  });

  test("takes one letter under a heap of marks in its stride", () => {
    expect(excerpt("a".concat("\u0301".repeat(50_000)), 20).length).toBeLessThan(300);
  });
});
