import MarkdownIt, { type Token } from "markdown-it";
import { AppError } from "./errors";
import { escapeHtml } from "./escape";
import { useBlocks } from "./markdown/blocks";
import { useCode } from "./markdown/code";
import { useFootnotes } from "./markdown/footnotes";
import { useLinks } from "./markdown/links";
import { useMarks } from "./markdown/marks";
import { useNames } from "./markdown/names";
import { fullBudget, type Lookup, type Post, refOf } from "./markdown/post";
import { useSpoilers } from "./markdown/spoilers";
import { searchText } from "./plain-text";
import { addRef, noRefs, type RefIds, type RefKind } from "./refs";
import { BODY_LIMIT, bodyBytes } from "./text";

export type { Lookup } from "./markdown/post";

/** Rows carry the version that rendered them; whoever changes what comes out raises it, and a job renders them again. */
export const RENDERER_VERSION = 2;

/** What a post mentions, as written: keys of handles (members or groups) and channel names, and the ids of its links. */
export type WrittenRefs = RefIds & { handles: string[]; channels: string[] };

export type Rendered = { html: string; refs: RefIds; text: string };

const md = new MarkdownIt({ html: false, linkify: true, breaks: true });
useNames(md);
useFootnotes(md);
useSpoilers(md);
useLinks(md);
useMarks(md);
useBlocks(md);
useCode(md);

md.renderer.rules.time = (tokens, index) => `<time data-ref="time:${tokens[index]!.meta!.at}"></time>`;
md.renderer.rules.ref = (tokens, index, _options, env) => {
  const token = tokens[index]!;
  const found = idOf(token, env as Post);
  return found ? `<a data-ref="${found.kind}:${escapeHtml(found.id)}"></a>` : escapeHtml(token.content);
};

/** What a reference points at, once names are looked up. A handle is a member's before it is a group's. */
function idOf(token: Token, { lookup }: Post): { kind: RefKind; id: string } | null {
  const ref = refOf(token);
  if (!ref || ref.by === "id") return ref;
  const kinds = ref.by === "channel" ? (["channel"] as const) : (["member", "group"] as const);
  for (const kind of kinds) {
    const id = lookup?.[`${kind}s`]?.get(ref.key);
    if (id) return { kind, id };
  }
  return null;
}

function parse(
  source: string,
  baseUrl: string,
  prefix: string,
  lookup: Lookup | null,
): { tokens: Token[]; post: Post } {
  if (source.length > BODY_LIMIT || bodyBytes(source) > BODY_LIMIT) {
    throw new AppError("TOO_LARGE", `A post holds at most ${BODY_LIMIT / 1024} KB of text.`, { field: "body" });
  }
  const post: Post = {
    baseUrl,
    prefix,
    lookup,
    footnotes: new Map(),
    footnoteNumbers: new Map(),
    left: fullBudget(),
  };
  return { tokens: md.parse(source, post), post };
}

function* refTokens(tokens: Token[]): Generator<Token> {
  for (const { children } of tokens) for (const token of children ?? []) if (refOf(token)) yield token;
}

/**
 * What a Markdown text mentions and links to, outside code: what has to be looked up before it is rendered.
 * @throws AppError TOO_LARGE above 64 KB.
 */
export function collectRefs(source: string, baseUrl: string): WrittenRefs {
  const names = { handle: new Set<string>(), channel: new Set<string>() };
  const ids = noRefs();
  for (const token of refTokens(parse(source, baseUrl, "", null).tokens)) {
    const ref = refOf(token)!;
    if (ref.by === "id") addRef(ids, ref.kind, ref.id);
    else names[ref.by].add(ref.key);
  }
  return { ...ids, handles: [...names.handle], channels: [...names.channel] };
}

/**
 * Renders a Markdown text once, for everybody: HTML that is safe by construction and holds references without names
 * (`resolveRefs` fills them in for each reader), what it refers to, and its words for search.
 *
 * `prefix` begins the ids in the HTML and must be unlike any other post's; handles and channels that `lookup` does not
 * know stay text.
 * @throws AppError TOO_LARGE above 64 KB.
 */
export function renderMarkdown(source: string, options: { baseUrl: string; prefix: string; lookup: Lookup }): Rendered {
  const { tokens, post } = parse(source, options.baseUrl, options.prefix, options.lookup);
  const refs = noRefs();
  for (const token of refTokens(tokens)) {
    const found = idOf(token, post);
    if (found) addRef(refs, found.kind, found.id);
  }
  const html = md.renderer.render(tokens, md.options, post);
  return { html, refs, text: searchText(html) };
}
