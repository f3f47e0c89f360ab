import { z } from "zod";

/** The most that one post body may hold, in bytes of UTF-8. */
export const BODY_LIMIT = 65_536;

/** The form under which names are compared and found: NFKC, trimmed, lower-cased. Two names with one key are the same name. */
export const nameKey = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** Whether a text holds U+0000, which PostgreSQL cannot store. */
export const hasNul = (text: string): boolean => text.includes("\0");

/** Half of a surrogate pair: it has no UTF-8 form, so what is stored would not be what was sent. */
const loneSurrogate = /\p{Cs}/u;

/** Line breaks and other controls, and the marks that turn the direction of everything after them. */
const notInOneLine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** The length of a text in code points, which is what a limit promises: "🙂" counts as one. */
export function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) pairs++;
  return text.length - pairs;
}

/** The first reason why a text cannot be taken, or null. */
function complaint(text: string, min: number, max: number, what: string): string | null {
  if (hasNul(text) || loneSurrogate.test(text)) return `The ${what} holds a character that cannot be stored.`;
  const length = codePoints(text);
  if (length < min) return min === 1 ? `The ${what} is empty.` : `The ${what} needs at least ${min} characters.`;
  if (length > max) return `The ${what} has ${length} characters; ${max} is the most.`;
  return null;
}

const checked = (what: string, complain: (text: string) => string | null) =>
  z
    .string(`The ${what} must be a text.`)
    .trim()
    .superRefine((text, context) => {
      const message = complain(text);
      if (message) context.addIssue({ code: "custom", message });
    });

/**
 * A schema for text of `min` to `max` code points, trimmed, that can be stored on both engines.
 * Its messages name the field by `what`, as in "The title is empty."
 */
export const cleanText = (min: number, max: number, what: string) =>
  checked(what, (text) => complaint(text, min, max, what));

/**
 * Like `cleanText`, on a single line that something can be seen of: for names and titles, which reach mail headers
 * and the lines of other people's lists.
 */
export const oneLine = (min: number, max: number, what: string) =>
  checked(what, (text) => {
    if (notInOneLine.test(text)) return `The ${what} must be on one line, without control characters.`;
    if (min > 0 && !visible.test(text)) return `The ${what} is empty.`;
    return complaint(text, min, max, what);
  });

/** The size of a text in bytes of UTF-8. */
export const bodyBytes = (text: string): number => new TextEncoder().encode(text).length;

/** The Markdown of a post: not blank, at most 64 KB, storable on both engines. Spaces at its head may mean code and stay. */
export const postBody = z.string("The text must be a text.").superRefine((text, context) => {
  const message =
    text.trim() === ""
      ? "The text is empty."
      : bodyBytes(text) > BODY_LIMIT
        ? `The text is larger than ${BODY_LIMIT / 1024} KB.`
        : complaint(text, 1, BODY_LIMIT, "text");
  if (message) context.addIssue({ code: "custom", message });
});
