/** The letters that stand for a name: the first of its first and of its last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = letter(words[0]);
  const last = words.length > 1 ? letter(words.at(-1)) : "";
  return (first + last).toLocaleUpperCase("en");
}

/** The first letter or digit of a word, whole even beyond the basic plane; quotes and brackets are passed over. */
const letter = (word = ""): string => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? "";

/** Which of so many colours an id has: always the same one (FNV-1a, 32 bits). */
export function toneOf(id: string, tones: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash % tones;
}
