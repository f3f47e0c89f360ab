import { mapText } from "./icu";

type Catalogue = { [key: string]: string | Catalogue };

const plain = "aeiouAEIOUcnsyCNSY";
const accented = "åéîöûÅÉÎÖÛçñšýÇÑŠÝ";

/** Lengthens by about a third, as German or Finnish would, and shows by its accents what came from a catalogue. */
function lengthen(text: string): string {
  const changed = Array.from(text, (letter) => accented[plain.indexOf(letter)] ?? letter).join("");
  if (!/\w{3}/.test(text)) return changed;
  const end = /\s*$/.exec(changed)?.[0] ?? "";
  return `${changed.trimEnd()}${"·~".repeat(Math.ceil(text.length / 6))}${end}`;
}

/** Turns each word right-to-left, so that a page can be tried without knowing Arabic or Hebrew. */
const turn = (text: string): string => text.replace(/\S+/g, (word) => `\u202e${word}\u202c`);

function each(catalogue: Catalogue, change: (message: string) => string): Catalogue {
  const entries = Object.entries(catalogue).map(([key, value]) => [
    key,
    typeof value === "string" ? change(value) : each(value, change),
  ]);
  return Object.fromEntries(entries);
}

/** Makes a pseudo-locale's catalogue from the English one. */
export function pseudoCatalogue<T extends Catalogue>(english: T, locale: "en-XA" | "ar-XB"): T {
  const change = locale === "en-XA" ? lengthen : turn;
  return each(english, (message) => mapText(message, change)) as T;
}
