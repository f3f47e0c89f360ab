import type { MarkdownIt, StateCore, StateInline, Token } from "markdown-it";
import type { RefKind } from "../refs";
import { builtIn, type Post, type Ref } from "./post";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const place = new RegExp(
  `^/(?:t/(?<thread>${uuid})|p/(?<post>${uuid})|inbox/(?<entry>${uuid})|channels/(?<channel>${uuid})(?:/(?<inside>${uuid}))?)(?:#(?:[a-z]+-)?(?<anchor>${uuid}))?$`,
);

/** http and https with a host, and mail. Browsers read "https:x" and "https:\x" as addresses too: they are refused. */
const outside = /^(?:https?:\/\/[^/\\?#\s]|mailto:[^\s])/i;

/** How many elements may lie within one another in running text. */
const MAX_DEPTH = 16;

const isAllowed = (url: string): boolean => outside.test(url) || place.test(url);

/** The thing of this instance that an address leads to, or null when it leads elsewhere. */
function localRef(href: string, baseUrl: string): { kind: RefKind; id: string } | null {
  const base = baseUrl.replace(/\/+$/, "");
  // By the text up to the path: neither "https://ours.evil.org" nor "https://ours@evil.org" begins like that.
  const path = href.startsWith(`${base}/`) ? href.slice(base.length) : href;
  const found = place.exec(path)?.groups;
  if (!found) return null;
  const post = found.post ?? found.anchor;
  if (post) return { kind: "post", id: post };
  const thread = found.thread ?? found.entry ?? found.inside;
  return thread ? { kind: "thread", id: thread } : { kind: "channel", id: found.channel! };
}

/**
 * Each `[` may look to the end of its paragraph for its twin, so only so many may. An image becomes a link to it:
 * loaded from elsewhere it would tell its host who reads the post, and when.
 */
function bracketRules(md: MarkdownIt): void {
  const builtInLink = builtIn(md.inline.ruler, "link");

  const link = (state: StateInline, silent: boolean): boolean => {
    const { left } = state.env as Post;
    if (state.src[state.pos] !== "[" || left.brackets === 0) return false;
    left.brackets--;
    return builtInLink(state, silent);
  };

  const image = (state: StateInline, silent: boolean): boolean => {
    if (!state.src.startsWith("![", state.pos)) return false;
    const start = state.pos;
    const inLink = state.linkLevel > 0;
    state.pos = start + 1;
    if (!link(state, silent || inLink)) {
      state.pos = start;
      return false;
    }
    if (inLink && !silent) {
      const end = state.pos;
      state.pos = start;
      state.pending += state.src.slice(start + 2, md.helpers.parseLinkLabel(state, start + 1));
      state.pos = end;
    }
    return true;
  };

  md.inline.ruler.at("link", link);
  md.inline.ruler.at("image", image);
}

/** Addresses without brackets become links too, up to a number. */
function addressRules(md: MarkdownIt): void {
  const autolink = builtIn(md.inline.ruler, "autolink");
  // Within a link it would begin another one: there it stays as it was written.
  md.inline.ruler.at("autolink", (state, silent) => state.linkLevel === 0 && autolink(state, silent));

  const inPassing = builtIn(md.inline.ruler, "linkify");
  md.inline.ruler.at("linkify", (state, silent) => {
    const { left } = state.env as Post;
    if (left.addresses === 0 || !inPassing(state, silent)) return false;
    left.addresses--;
    return true;
  });

  const afterwards = builtIn(md.core.ruler, "linkify");
  md.core.ruler.at("linkify", (state) => {
    const { left } = state.env as Post;
    if ((state.src.match(/[@:]/g)?.length ?? 0) <= left.addresses * 2) afterwards(state);
  });
}

/** Sets one link: ours becomes a reference, another's says that it is not vouched for. Gives what stands in its place. */
function settle(state: StateCore, open: Token, inner: Token[], close: Token): Token[] {
  const href = String(open.attrGet("href") ?? "");
  // "[words]()" leads nowhere: it stays as it was written.
  if (href === "") return [textOf(state, "["), ...inner, textOf(state, "]()")];
  const local = localRef(href, (state.env as Post).baseUrl);
  const bare = open.info === "auto" || !inner.some((token) => token.content.trim() !== "");
  if (local) {
    const ref: Ref = { by: "id", ...local };
    if (!bare) {
      open.meta = { ref };
      open.attrs = [["data-ref", `${local.kind}:${local.id}`]];
      return [open, ...inner, close];
    }
    const token = new state.Token("ref", "", 0);
    token.content = href;
    token.meta = { ref };
    return [token];
  }
  if (!href.startsWith("mailto:")) open.attrSet("rel", "noopener noreferrer nofollow");
  if (bare && inner.length === 0) inner.push(textOf(state, href));
  return [open, ...inner, close];
}

function textOf(state: StateCore, content: string): Token {
  const text = new state.Token("text", "", 0);
  text.content = content;
  return text;
}

/** Goes through running text once: settles links, and writes marks out as text where they nest too deep. */
function settleAll(state: StateCore, tokens: Token[]): Token[] {
  const out: Token[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.type === "link_open") {
      let end = index + 1;
      while (tokens[end]!.type !== "link_close") end++;
      out.push(...settle(state, token, tokens.slice(index + 1, end), tokens[end]!));
      index = end;
      continue;
    }
    if (token.nesting === -1) depth--;
    if (token.nesting !== 0 && depth >= MAX_DEPTH) Object.assign(token, { type: "text", content: token.markup });
    if (token.nesting === 1) depth++;
    out.push(token);
  }
  return out;
}

function links(state: StateCore): void {
  for (const token of state.tokens)
    if (token.type === "inline" && token.children) token.children = settleAll(state, token.children);
}

/** Teaches the parser which links it may make, and what becomes of them. */
export function useLinks(md: MarkdownIt): void {
  md.validateLink = isAllowed;
  bracketRules(md);
  addressRules(md);
  md.core.ruler.push("links", links);
}
