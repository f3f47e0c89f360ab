import type { HandleSpan } from "@/features/members";
import { nameKey } from "@/kernel/text";

/** A name as it is typed: what stands before the sign makes it none (see `kernel/markdown/names`). */
const typedName =
  /(?<![\p{L}\p{N}\p{M}_/.@#&=?%\\])([@#])([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,62}[\p{L}\p{N}\p{M}])?)/gu;

/** Gives what writes another handle wherever a text, written at an instant, meant somebody by one of theirs. */
export function retyped(handles: readonly HandleSpan[], instead: string): (text: string, at: number) => string {
  return (text, at) => {
    const keys = new Set(handles.filter(({ from, until }) => from <= at && at < until).map(({ key }) => key));
    return text.replace(typedName, (whole, sign: string, typed: string) =>
      sign === "@" && keys.has(nameKey(typed)) ? `@${instead}` : whole,
    );
  };
}

/** Gives what leaves handles and channel names, by their keys, out of a text. */
export function veiled(handles: ReadonlySet<string>, channels: ReadonlySet<string>): (text: string) => string {
  return (text) =>
    text.replace(typedName, (whole, sign: string, typed: string) =>
      (sign === "@" ? handles : channels).has(nameKey(typed)) ? `${sign}…` : whole,
    );
}
