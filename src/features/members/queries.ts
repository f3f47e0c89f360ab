import { aliasedTable, and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { notFound } from "@/kernel/errors";
import { nameCursor, type Page, readNameCursor } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import type { ListInput, Me, MemberLine, MemberSummary } from "./contract";
import { holds } from "./matching";
import { active, visibleMembers } from "./policy";

const summary = {
  id: members.id,
  name: members.name,
  handle: members.handle,
  zone: members.zone,
  pictureId: members.pictureId,
};
const line = { ...summary, role: members.role };

/** What the actor sees of themselves. One statement. */
export async function readMe(read: Read, actor: Actor): Promise<Me> {
  const [row] = await read
    .select({
      ...line,
      address: addresses.address,
      locale: members.locale,
      hours: members.hours,
      pronouns: members.pronouns,
      languages: members.languages,
    })
    .from(members)
    .innerJoin(addresses, and(eq(addresses.memberId, members.id), eq(addresses.isPrimary, true)))
    .where(eq(members.id, actor.id));
  if (!row) throw notFound("member");
  return { ...row, pronouns: row.pronouns ?? "", languages: row.languages ?? [] };
}

/** The language that a member chose. One statement. */
export async function localeOf(read: Read, memberId: string): Promise<string | undefined> {
  const [row] = await read.select({ locale: members.locale }).from(members).where(eq(members.id, memberId));
  return row?.locale;
}

/**
 * One page of the active members whom the actor may know of, by name, of those whose name or handle holds a text. One
 * statement, read in the order of the index on names: a text that nobody has passes over all of them.
 */
export async function listMembers(
  read: Read,
  actor: Actor,
  { text, role, cursor, limit }: ListInput,
): Promise<Page<MemberLine>> {
  const after = cursor ? readNameCursor(cursor) : undefined;
  const rows = await read
    .select({ ...line, nameKey: members.nameKey })
    .from(members)
    .where(
      and(
        active(),
        visibleMembers(read, actor),
        role && eq(members.role, role),
        text ? or(holds(members.nameKey, text), holds(members.handleKey, text)) : undefined,
        after &&
          or(gt(members.nameKey, after.nameKey), and(eq(members.nameKey, after.nameKey), gt(members.id, after.id))),
      ),
    )
    .orderBy(asc(members.nameKey), asc(members.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ nameKey: _, ...member }) => member),
    next: last ? nameCursor(last) : null,
  };
}

/** An account as something names it, where `members` is the one that it stands for: itself, or what it was merged into. */
export const named = aliasedTable(members, "named");
export const standsFor = eq(members.id, sql`coalesce(${named.mergedInto}, ${named.id})`);

/** The summaries of members by id, deactivated ones too: their posts keep their names. A merged account's is the other's. */
export async function memberSummaries(read: Read, ids: readonly string[]): Promise<Map<string, MemberSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ asked: named.id, ...summary })
    .from(named)
    .innerJoin(members, standsFor)
    .where(inArray(named.id, [...new Set(ids)]));
  return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}
