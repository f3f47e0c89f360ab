import { and, eq, inArray } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { conversationNames, type Viewer, visibleChannels, visiblePlaces, visiblePosts } from "@/features/channels";
import { named, standsFor, visibleGroups, visibleMembers } from "@/features/members";
import de from "@/i18n/de.json";
import en from "@/i18n/en.json";
import { resolveLocale } from "@/i18n/locale";
import { formatLocal } from "@/kernel/calendar";
import { noRefs, type Reader, type RefKind, refsIn } from "@/kernel/refs";
import type { Read } from "@/platform/db";
import { channels, groups, members, posts, threads, type Visibility } from "@/platform/db/schema";

/** The most references of one kind that are resolved at once; what is beyond reads as something hidden. */
const REFS = 1_000;

type Found = { label: string; href?: string };

const channelHref = (id: string): string => `/channels/${id}`;

type ThreadRow = { id: string; threadId: string; channelId: string; visibility: Visibility; label: string };

/** Threads, or posts by their threads, as something to read and where it leads. A conversation is called by its people. */
async function threadsFound(read: Read, viewer: Viewer, rows: ThreadRow[]): Promise<Map<string, Found>> {
  const direct = rows.filter(({ visibility }) => visibility === "conversation");
  const names = await conversationNames(
    read,
    viewer,
    direct.map(({ channelId }) => channelId),
  );
  return new Map(
    rows.map(({ id, threadId, channelId, visibility, label }) => {
      const isDirect = visibility === "conversation";
      const href = isDirect ? `/messages/${threadId}` : `${channelHref(channelId)}/${threadId}`;
      const post = id === threadId ? "" : `#post-${id}`;
      return [id, { label: isDirect ? names(channelId).title : label, href: href + post }];
    }),
  );
}

/**
 * How a member sees the references in some posts' stored HTML: names as they are now, titles and channels only where
 * the member may see them now, times in their zone. One statement for the member and one per kind of reference that
 * occurs, however many posts there are.
 */
export async function readerFor(read: Read, viewer: Viewer, htmls: readonly string[]): Promise<Reader> {
  const all = noRefs();
  const sets = htmls.map(refsIn);
  for (const kind of Object.keys(all) as (keyof typeof all)[])
    all[kind] = [...new Set(sets.flatMap((set) => set[kind]))].slice(0, REFS);
  const found: Record<RefKind, Map<string, Found>> = {
    member: await memberNames(read, viewer, all.memberIds),
    group: await groupNames(read, viewer, all.groupIds),
    channel: await channelNames(read, viewer, all.channelIds),
    thread: await threadTitles(read, viewer, all.threadIds),
    post: await postTitles(read, viewer, all.postIds),
  };
  const [me] = htmls.some((html) => html.includes(" data-ref="))
    ? await read.select({ zone: members.zone, locale: members.locale }).from(members).where(eq(members.id, viewer.id))
    : [];
  const zone = me?.zone ?? "UTC";
  const locale = resolveLocale({ member: me?.locale });
  const t = createTranslator({
    locale,
    messages: locale === "de" ? de : en,
    namespace: "refs",
  });
  return {
    resolve(kind, id) {
      const known = found[kind].get(id);
      // Whoever was erased has no name any more.
      return known ? { ...known, label: known.label || t("former") } : null;
    },
    hidden: (kind) => t(kind),
    time: (at) => ({ label: formatLocal(zone, at, locale, "long"), title: formatLocal(zone, at, locale, "full") }),
  };
}

async function memberNames(read: Read, viewer: Viewer, ids: string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: named.id, memberId: members.id, label: members.name })
    .from(named)
    .innerJoin(members, standsFor)
    .where(and(inArray(named.id, ids), visibleMembers(read, viewer)));
  return new Map(rows.map(({ id, memberId, label }) => [id, { label, href: `/members/${memberId}` }]));
}

async function groupNames(read: Read, viewer: Viewer, ids: string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: groups.id, label: groups.name })
    .from(groups)
    .where(and(inArray(groups.id, ids), visibleGroups(read, viewer)));
  return new Map(rows.map(({ id, label }) => [id, { label, href: `/groups/${id}` }]));
}

async function channelNames(read: Read, viewer: Viewer, ids: string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: channels.id, label: channels.name })
    .from(channels)
    .where(and(inArray(channels.id, ids), visibleChannels(viewer)));
  return new Map(rows.map(({ id, label }) => [id, { label, href: channelHref(id) }]));
}

const where = {
  threadId: threads.id,
  channelId: threads.channelId,
  visibility: channels.visibility,
  label: threads.title,
};

async function threadTitles(read: Read, viewer: Viewer, ids: string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: threads.id, ...where })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(inArray(threads.id, ids), visiblePlaces(viewer)));
  return threadsFound(read, viewer, rows);
}

async function postTitles(read: Read, viewer: Viewer, ids: string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: posts.id, ...where })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(inArray(posts.id, ids), visiblePosts(viewer)));
  return threadsFound(read, viewer, rows);
}
