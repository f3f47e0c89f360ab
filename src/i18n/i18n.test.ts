import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import de from "./de.json";
import en from "./en.json";
import { argumentsOf, mapText } from "./icu";
import { direction, resolveLocale } from "./locale";
import { pseudoCatalogue } from "./pseudo";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const english = flat(en);
const german = flat(de);

describe("catalogues", () => {
  test("English and German have the same keys", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("English and German have the same arguments and tags in every message", () => {
    const args = (messages: Map<string, string>) => [...messages].map(([key, text]) => [key, argumentsOf(text)]).sort();
    expect(args(german)).toEqual(args(english));
  });

  test("every message is used by some component", () => {
    const sources = ["src/app", "src/ui", "src/features", "src/client", "src/server"].flatMap(sourcesIn);
    const unused = [...english.keys()].filter((key) => {
      const parts = key.split(".");
      return !parts.slice(1).some((_, index) => {
        const namespace = parts.slice(0, index + 1).join(".");
        const chosen = `\`${parts.slice(0, index).join(".")}.\${`;
        const speaking = sources.filter(
          (source) => new RegExp(`(\\(|namespace: )"${namespace}"`).test(source) || source.includes(chosen),
        );
        return speaking.some((source) => leafUsed(source, parts.slice(index + 1)));
      });
    });
    expect(unused).toEqual([]);
  });
});

/** A key counts as used when it is written out, or with a part chosen from a set: t(kind), t(`state.${state}`), t(`${state}.title`). */
function leafUsed(source: string, path: string[]): boolean {
  if (source.includes(`"${path.join(".")}"`)) return true;
  if (path.length < 2) return /\bt\([a-z]\w*\)/.test(source);
  const stem = path.slice(0, -1).join(".");
  const rest = path.slice(1).join(".");
  return source.includes(`\`${stem}.\${`) || new RegExp(`\\}\\.${rest}\``).test(source);
}

function sourcesIn(folder: string): string[] {
  const at = join(process.cwd(), folder);
  let names: string[] = [];
  try {
    names = readdirSync(at, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => readFileSync(join(at, name), "utf8"));
}

describe("messages", () => {
  test("only what a reader reads is changed, not arguments, branches or tags", () => {
    const message = "{n, plural, =0 {No post} one {# post in <b>{channel}</b>} other {# posts}} today";
    expect(mapText(message, (text) => text.toUpperCase())).toBe(
      "{n, plural, =0 {NO POST} one {# POST IN <b>{channel}</b>} other {# POSTS}} TODAY",
    );
    expect(argumentsOf(message)).toEqual(["<b>", "channel", "n"]);
  });

  test("a message with an open brace is refused", () => {
    expect(() => argumentsOf("{n, plural, one {a}")).toThrow("not a message");
    expect(() => argumentsOf("too many }")).toThrow("not a message");
  });

  test("pseudo-locales keep every argument, one longer and one right-to-left", () => {
    const longer = flat(pseudoCatalogue(en as Tree, "en-XA"));
    const turned = flat(pseudoCatalogue(en as Tree, "ar-XB"));
    for (const [key, text] of english) {
      expect(argumentsOf(longer.get(key) ?? "")).toEqual(argumentsOf(text));
      expect(argumentsOf(turned.get(key) ?? "")).toEqual(argumentsOf(text));
    }
    expect(longer.get("failed.retry")).toMatch(/^Trý ågåîñ(·~)+$/);
    expect(turned.get("failed.retry")).toBe("\u202eTry\u202c \u202eagain\u202c");
    expect([direction("ar-XB"), direction("de")]).toEqual(["rtl", "ltr"]);
  });
});

describe("the language of a request", () => {
  test("is the member's, else the cookie's, else the browser's, else English", () => {
    const accepts = "fr;q=0.9, de-AT;q=0.8, en;q=0.1";
    expect(resolveLocale({ member: "de", cookie: "en", accepts: "en" })).toBe("de");
    expect(resolveLocale({ member: null, cookie: "de", accepts: "en" })).toBe("de");
    expect(resolveLocale({ cookie: "xx", accepts })).toBe("de");
    expect(resolveLocale({ accepts: "fr, de;q=0" })).toBe("en");
    expect(resolveLocale({})).toBe("en");
  });

  test("a pseudo-locale can be had in tests", () => {
    expect(resolveLocale({ cookie: "en-XA" })).toBe("en-XA");
  });
});
