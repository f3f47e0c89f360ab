import { nameKey } from "@/kernel/text";

const LENGTH = 30;

/** Letters that do not come apart into a Latin letter and a mark. */
const latin: Record<string, string> = { ß: "ss", ø: "o", ł: "l", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * The handle that a name suggests: Latin letters without their marks, other scripts as they are, and a dash between words,
 * so that "Zoë O'Hara" is `zoe-o-hara`. Always something that `@…` in a post can name.
 */
export function suggestHandle(name: string): string {
  const words = nameKey(name)
    .replace(/[ßøłæœđðþı]/g, (letter) => latin[letter] as string)
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  const cut = [...words].slice(0, LENGTH).join("");
  return cut.replace(/^[-\p{M}]+|-+$/gu, "") || "member";
}

/** The first of `ana`, `ana-2`, `ana-3` … that is not taken. */
export function freeHandle(wanted: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const handle = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(nameKey(handle))) return handle;
  }
}
