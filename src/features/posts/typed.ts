import { nameKey } from "@/kernel/text";

/** A mention as it is typed: what stands before the sign makes it none (see `kernel/markdown/names`). */
const mention = /(?<![\p{L}\p{N}\p{M}_/.@#&=?%\\])@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,62}[\p{L}\p{N}\p{M}])?)/gu;

/** Gives what writes another handle wherever one was typed in a text. */
export function retyped(handle: string, instead: string): (text: string) => string {
  const key = nameKey(handle);
  return (text) => text.replace(mention, (whole, typed: string) => (nameKey(typed) === key ? `@${instead}` : whole));
}
