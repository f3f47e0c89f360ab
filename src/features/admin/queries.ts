import { and, inArray, isNull, sql } from "drizzle-orm";
import { claimLink, lookAtLink } from "@/features/auth";
import type { Actor } from "@/kernel/actor";
import type { Read } from "@/platform/db";
import { channelMembers, channels, members, posts } from "@/platform/db/schema";
import type { Account, MergeView } from "./contract";

/**
 * What a link would merge: both accounts for the member who stays, and for anybody else who that is. Looking merges
 * nothing.
 */
export async function lookAtMerge(read: Read, actor: Actor | null, token: string): Promise<MergeView> {
  const { state, memberId: into } = await lookAtLink(read, "merge", token);
  if (state !== "open" || !into) return { state, staying: null, accounts: null };
  const { payload } = await claimLink(read, "merge", token, into);
  const found = await accountsOf(read, [into, String(payload.fromId)]);
  const [mine, other] = [found.get(into), found.get(String(payload.fromId))];
  if (!mine || !other) return { state: "revoked", staying: null, accounts: null };
  const staying = { name: mine.name, handle: mine.handle };
  return { state, staying, accounts: actor?.id === into ? { into: mine, from: other } : null };
}

/** Active members with how much they hold. One statement. */
async function accountsOf(read: Read, ids: string[]): Promise<Map<string, Account>> {
  const rows = await read
    .select({
      id: members.id,
      name: members.name,
      handle: members.handle,
      role: members.role,
      // Spelled out: in a statement of one table, columns bear no table's name.
      posts: sql`(select count(*) from ${posts} held where held.author_id = members.id)`.mapWith(Number),
      channels:
        sql`(select count(*) from ${channelMembers} held join ${channels} place on place.id = held.channel_id where held.member_id = members.id and place.visibility <> 'conversation')`.mapWith(
          Number,
        ),
    })
    .from(members)
    .where(and(inArray(members.id, ids), isNull(members.deactivatedAt)));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
