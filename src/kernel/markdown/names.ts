import type { MarkdownIt, StateInline } from "markdown-it";
import { parseLocal } from "../calendar";
import { nameKey } from "../text";
import { isZone } from "../zone";
import type { Post, Ref } from "./post";

/** A name without a trailing stop or dash, so that "ask @ana." asks Ana. */
const name = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,62}[\p{L}\p{N}\p{M}])?/uy;

/** After these an `@` or `#` belongs to an address, a path or a longer word. */
const inWord = /[\p{L}\p{N}\p{M}_/.@#&=?%\\]/u;

const time = /<time:(\d{4}-\d\d-\d\dT\d\d:\d\d)(?:\[([A-Za-z0-9_+\-/]{1,64})\]|Z)>/y;

const AT = 0x40;
const HASH = 0x23;
const LESS = 0x3c;

function matchAt(state: StateInline, form: RegExp, position: number): RegExpExecArray | null {
  form.lastIndex = position;
  const match = form.exec(state.src);
  return match && position + match[0].length <= state.posMax ? match : null;
}

function push(state: StateInline, type: string, content: string, meta: Record<string, unknown>): void {
  (state.env as Post).left.names--;
  const token = state.push(type, "", 0);
  token.content = content;
  token.meta = meta;
}

/** `@handle` of a member or group, and `#channel`. Whether it exists is asked when the post is rendered. */
function names(state: StateInline, silent: boolean): boolean {
  const sign = state.src.charCodeAt(state.pos);
  if ((sign !== AT && sign !== HASH) || state.linkLevel > 0 || (state.env as Post).left.names <= 0) return false;
  if (state.pos > 0 && inWord.test(state.src[state.pos - 1]!)) return false;
  const match = matchAt(state, name, state.pos + 1);
  if (!match) return false;
  if (!silent) {
    const ref: Ref = { by: sign === AT ? "handle" : "channel", key: nameKey(match[0]) };
    push(state, "ref", state.src[state.pos] + match[0], { ref });
  }
  state.pos += match[0].length + 1;
  return true;
}

/** `<time:2026-11-20T09:00[Europe/Lisbon]>`, or with `Z` for UTC: an instant that each reader sees in their own zone. */
function times(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== LESS || (state.env as Post).left.names <= 0) return false;
  const match = matchAt(state, time, state.pos);
  if (!match) return false;
  const zone = match[2] ?? "UTC";
  const at = isZone(zone) ? parseLocal(zone, match[1]!) : null;
  if (at === null) return false;
  if (!silent) push(state, "time", match[0], { at });
  state.pos += match[0].length;
  return true;
}

/** Teaches the parser names and times. */
export function useNames(md: MarkdownIt): void {
  md.inline.ruler.before("link", "names", names);
  md.inline.ruler.before("autolink", "times", times);
}
