import { and, asc, desc, eq, lt, or } from "drizzle-orm";
import { memberSummaries } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { decodeInstantCursor, type Page, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { auditEntries } from "@/platform/db/schema";
import type { AuditLine, ListInput } from "./contract";

/** One page of the log, the newest first, with names as they are now. Two statements. */
export async function listAudit(
  read: Read,
  _reader: Authorized<Actor, "read-audit">,
  { memberId, action, cursor, limit }: ListInput,
): Promise<Page<AuditLine>> {
  const before = cursor ? decodeInstantCursor(cursor) : undefined;
  const rows = await read
    .select()
    .from(auditEntries)
    .where(
      and(
        memberId ? or(eq(auditEntries.actorId, memberId), eq(auditEntries.subjectId, memberId)) : undefined,
        action ? eq(auditEntries.action, action) : undefined,
        before &&
          or(lt(auditEntries.at, before.key), and(eq(auditEntries.at, before.key), lt(auditEntries.id, before.id))),
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit + 1);
  const { items, next } = pageOf(rows, limit, (row) => ({ key: row.at, id: row.id }));
  const people = await memberSummaries(
    read,
    items
      .flatMap(({ actorId, subjectKind, subjectId, data }) => [
        actorId,
        subjectKind === "member" ? subjectId : null,
        heirIn(data),
      ])
      .filter((id) => id !== null),
  );
  const who = (id: string | null) => {
    const found = id === null ? undefined : people.get(id);
    return found ? { id: found.id, name: found.name, handle: found.handle } : null;
  };
  return {
    items: items.map(({ id, at, actorId, action: done, subjectKind, subjectId, data, fromAddress }) => ({
      ...{ id, at, action: done, data, from: fromAddress },
      actor: who(actorId),
      heir: who(heirIn(data)),
      subject: { kind: subjectKind, id: subjectId, member: subjectKind === "member" ? who(subjectId) : null },
    })),
    next,
  };
}

const heirIn = ({ heirId }: Record<string, unknown>): string | null => (typeof heirId === "string" ? heirId : null);

/** The actions that occur in the log. One statement. */
export async function listActions(read: Read, _reader: Authorized<Actor, "read-audit">): Promise<string[]> {
  const rows = await read
    .selectDistinct({ action: auditEntries.action })
    .from(auditEntries)
    .orderBy(asc(auditEntries.action));
  return rows.map(({ action }) => action);
}
