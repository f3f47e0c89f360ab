import { describe, expect, test } from "vitest";
import { code, type Edit, link, listItems, mentionAt, surround } from "./edit-text";

/** `[` and `]` stand for the ends of the selection. */
const selected = (drawn: string) => {
  const start = drawn.indexOf("‹");
  const text = drawn.replace("‹", "");
  return { text: text.replace("›", ""), start, end: text.indexOf("›") };
};
const after = (drawn: string, change: (s: ReturnType<typeof selected>) => Edit): string => {
  const { text } = selected(drawn);
  const { from, to, insert, select } = change(selected(drawn));
  const whole = text.slice(0, from) + insert + text.slice(to);
  return `${whole.slice(0, select[0])}‹${whole.slice(select[0], select[1])}›${whole.slice(select[1])}`;
};

describe("the composer's tools", () => {
  test("bold is put on and taken away again", () => {
    const bold = (s: ReturnType<typeof selected>) => surround(s, "**");
    expect(after("say ‹it› now", bold)).toBe("say **‹it›** now");
    expect(after("say **‹it›** now", bold)).toBe("say ‹it› now");
    expect(after("‹›", bold)).toBe("**‹›**");
  });

  test("a list begins on each touched line and ends when all are items", () => {
    expect(after("a\nb‹b\nc›c\nd", listItems)).toBe("a\n‹- bb\n- cc›\nd");
    expect(after("a\n‹- bb\n- cc›\nd", listItems)).toBe("a\n‹bb\ncc›\nd");
    expect(after("‹›", listItems)).toBe("- ‹›");
    expect(after("one‹›", listItems)).toBe("- one‹›");
  });

  test("code is a span within a line and a block over several", () => {
    expect(after("run ‹npm start›.", code)).toBe("run `‹npm start›`.");
    expect(after("see:‹a\nb›", code)).toBe("see:\n```\n‹a\nb›\n```");
  });

  test("a link asks for what is missing: its address or its text", () => {
    expect(after("the ‹plan› is", link)).toBe("the [plan](‹https://›) is");
    expect(after("‹https://a.example/›", link)).toBe("[‹›](https://a.example/)");
  });

  test("a mention is found where the caret stands in one, and not in an address", () => {
    const at = (text: string) => mentionAt(text, text.length);
    expect(at("hello @an")).toEqual({ from: 6, query: "an" });
    expect(at("@")).toEqual({ from: 0, query: "" });
    expect(at("(@ødeg")).toEqual({ from: 1, query: "ødeg" });
    expect(at("ana@northwind")).toBeUndefined();
    expect(at("@ana said")).toBeUndefined();
    expect(mentionAt("@ana said", 2)).toEqual({ from: 0, query: "a" });
  });
});
