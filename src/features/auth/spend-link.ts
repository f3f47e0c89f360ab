import { and, eq, isNull } from "drizzle-orm";
import type { Read, Tx } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { addressReached, type LinkView } from "./contract";
import { deadLink, lookAtLink, openLink, spendLink } from "./links";
import type { MailLink } from "./mail-links";

async function activeMember(read: Read, memberId: string): Promise<{ name: string } | undefined> {
  const [member] = await read
    .select({ name: members.name })
    .from(members)
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)));
  return member;
}

/**
 * What a link that lets its member in is good for, and whose it is while it is open. Looking spends nothing: link
 * scanners look too.
 */
export async function viewLink(read: Read, kind: MailLink, token: string): Promise<LinkView> {
  const { state, memberId } = await lookAtLink(read, kind, token);
  if (state !== "open" || !memberId) return { state, name: null };
  const member = await activeMember(read, memberId);
  return member ? { state, name: member.name } : { state: "revoked", name: null };
}

/**
 * Spends a link that lets its member in. One that was mailed also shows that its address is theirs; when that is
 * another's by now it opens nothing.
 * @throws AppError NOT_FOUND or GONE, saying why, with `data.link`.
 */
export async function memberByLink(tx: Tx, kind: MailLink, token: string): Promise<{ memberId: string }> {
  const { linkId, memberId, payload } = await openLink(tx, kind, token);
  if (!memberId) throw deadLink("unknown");
  await spendLink(tx, linkId, memberId);
  if (!(await activeMember(tx, memberId))) throw deadLink("revoked");
  const { addressId } = payload;
  if (typeof addressId !== "string") return { memberId };
  const [own] = await tx
    .select({ id: addresses.id })
    .from(addresses)
    .where(and(eq(addresses.id, addressId), eq(addresses.memberId, memberId)));
  if (!own) throw deadLink("revoked");
  await emit(tx, addressReached({ memberId, addressId }), { id: memberId });
  return { memberId };
}
