import { and, asc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { accessMembers } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { DAY } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { isId } from "@/kernel/ids";
import type { Page } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { addresses, members, sessions, totpKeys } from "@/platform/db/schema";
import type { KeptMember, ListInput } from "./contract";

/** One page of the members, by name, as owners and admins see them. One statement. @throws AppError FORBIDDEN */
export async function listKeptMembers(
  read: Read,
  actor: Actor,
  { show, cursor, limit }: ListInput,
): Promise<Page<KeptMember>> {
  accessMembers(actor);
  const after = cursor ? readCursor(cursor) : undefined;
  const seen = sql<number | null>`(${read
    .select({ at: sql`max(${sessions.seenAt})` })
    .from(sessions)
    .where(eq(sessions.memberId, members.id))})`.mapWith(sessions.seenAt);
  const rows = await read
    .select({
      id: members.id,
      name: members.name,
      nameKey: members.nameKey,
      handle: members.handle,
      role: members.role,
      address: addresses.address,
      seen,
      totp: totpKeys.confirmedAt,
      deactivatedAt: members.deactivatedAt,
    })
    .from(members)
    .leftJoin(addresses, and(eq(addresses.memberId, members.id), eq(addresses.isPrimary, true)))
    .leftJoin(totpKeys, eq(totpKeys.memberId, members.id))
    .where(
      and(
        (show === "active" ? isNull : isNotNull)(members.deactivatedAt),
        isNull(members.erasedAt),
        isNull(members.mergedInto),
        after &&
          or(gt(members.nameKey, after.nameKey), and(eq(members.nameKey, after.nameKey), gt(members.id, after.id))),
      ),
    )
    .orderBy(asc(members.nameKey), asc(members.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ nameKey: _, seen: at, totp, address, ...row }) => ({
      ...row,
      address: address ?? "",
      // Not finer than the day: when somebody was here last is for nobody to watch.
      seenDay: at === null ? null : Math.floor(at / DAY),
      secondFactor: totp !== null,
    })),
    next: last ? `${last.id}~${last.nameKey}` : null,
  };
}

function readCursor(cursor: string): { id: string; nameKey: string } {
  const id = cursor.slice(0, 36);
  if (!isId(id) || cursor[36] !== "~" || cursor.includes("\0"))
    throw new AppError("INVALID", "This cursor does not belong to a list. Start again from its first page.", {
      field: "cursor",
    });
  return { id, nameKey: cursor.slice(37) };
}
