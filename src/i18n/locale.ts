/** The languages that Tidings speaks, the first being what everybody else gets. */
const spoken = ["en", "de"] as const;

/** For tests of the interface: English lengthened by a third with accents, and English turned right-to-left. */
const pseudo = ["en-XA", "ar-XB"] as const;

export type Locale = (typeof spoken)[number] | (typeof pseudo)[number];

/** Whether the pseudo-locales may be chosen: never in a host's real life. */
const pseudoAllowed = (): boolean => process.env.NODE_ENV !== "production" || process.env.PSEUDO_LOCALES === "on";

/** Takes a text for a locale if it is one of ours, comparing as BCP 47 does (case counts for nothing). */
function match(text: string | null | undefined): Locale | undefined {
  if (!text) return undefined;
  const wanted = text.trim().toLowerCase();
  if (pseudoAllowed()) {
    const found = pseudo.find((locale) => locale.toLowerCase() === wanted);
    if (found) return found;
  }
  return spoken.find((locale) => wanted === locale || wanted.startsWith(`${locale}-`));
}

/**
 * The language of a page: what the member chose, else what this browser was told (cookie), else the best of
 * Accept-Language (RFC 9110, 12.5.4: highest weight first, order breaks ties, 0 means never), else English.
 */
export function resolveLocale(from: {
  member?: string | null;
  cookie?: string | null;
  accepts?: string | null;
}): Locale {
  return match(from.member) ?? match(from.cookie) ?? accepted(from.accepts ?? "") ?? spoken[0];
}

function accepted(header: string): Locale | undefined {
  return header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => match(tag))
    .find((locale) => locale !== undefined);
}

/** The direction in which a language is written. */
export const direction = (locale: Locale): "ltr" | "rtl" => (locale === "ar-XB" ? "rtl" : "ltr");
