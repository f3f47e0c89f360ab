import { escapeHtml } from "./escape";

/** What a post can refer to. Names and titles are never stored with it: each reader is told only what they may see. */
export type RefKind = "member" | "group" | "channel" | "thread" | "post";

/** Ids by kind, each once, in the order in which they occur. */
export type RefIds = {
  memberIds: string[];
  groupIds: string[];
  channelIds: string[];
  threadIds: string[];
  postIds: string[];
};

/** How one reader sees references. Everything that it returns is taken as plain text and escaped. */
export type Reader = {
  /** The name or title without its `@` or `#`, and where it leads; null when the reader may not know of it. */
  resolve(kind: RefKind, id: string): { label: string; href?: string } | null;
  /** What stands for a thing of this kind that the reader may not know of, as in "a private channel". */
  hidden(kind: RefKind): string;
  /** An instant in the reader's zone: short for the line, in full for hovering. */
  time(at: number): { label: string; title: string };
};

/** The signs before a name in running text. */
const REF_SIGN: Record<RefKind, string> = { member: "@", group: "@", channel: "#", thread: "", post: "" };

/**
 * A reference in stored HTML: empty, or, for a link that its author gave words, only the tag before these words. No text
 * of an author can look like it, since every `<` of theirs is escaped.
 */
const ref = /<a data-ref="(member|group|channel|thread|post):([0-9a-f-]{36})">(<\/a>)?/g;
const time = /<time data-ref="time:(-?\d{1,16})"><\/time>/g;

const keys = {
  member: "memberIds",
  group: "groupIds",
  channel: "channelIds",
  thread: "threadIds",
  post: "postIds",
} as const;

export const noRefs = (): RefIds => ({ memberIds: [], groupIds: [], channelIds: [], threadIds: [], postIds: [] });

/** Adds an id to its kind's list, once. */
export function addRef(ids: RefIds, kind: RefKind, id: string): void {
  const list = ids[keys[kind]];
  if (!list.includes(id)) list.push(id);
}

/** What a post's stored HTML refers to: what must be looked up before `resolveRefs`. */
export function refsIn(html: string): RefIds {
  const ids = noRefs();
  for (const [, kind, id] of html.matchAll(ref)) addRef(ids, kind as RefKind, id!);
  return ids;
}

/** Fills the references in a post's stored HTML for one reader. What they may not see becomes a neutral word, no link. */
export function resolveRefs(html: string, reader: Reader): string {
  return html
    .replace(ref, (_, kind: RefKind, id: string, empty: string | undefined) => {
      const found = reader.resolve(kind, id);
      if (!empty) return found?.href ? `<a class="ref" href="${escapeHtml(found.href)}">` : '<a class="ref ref-none">';
      if (!found) return `<span class="ref ref-none">${escapeHtml(reader.hidden(kind))}</span>`;
      const label = escapeHtml(REF_SIGN[kind] + found.label);
      if (!found.href) return `<span class="ref ref-${kind}">${label}</span>`;
      return `<a class="ref ref-${kind}" href="${escapeHtml(found.href)}">${label}</a>`;
    })
    .replace(time, (_, at: string) => {
      const { label, title } = reader.time(Number(at));
      const instant = new Date(Number(at)).toISOString();
      return `<time datetime="${instant}" title="${escapeHtml(title)}">${escapeHtml(label)}</time>`;
    });
}
