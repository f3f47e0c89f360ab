import { and, eq, isNull } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { audit } from "@/platform/audit";
import type { Read, Tx } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { makeResetLink } from "./links";

/** The active member who has an address, for whoever runs the server. */
async function memberAt(read: Read, address: string) {
  const [found] = await read
    .select({ id: members.id })
    .from(addresses)
    .innerJoin(members, and(eq(members.id, addresses.memberId), isNull(members.deactivatedAt)))
    .where(eq(addresses.addressKey, addressKey(address)));
  return found;
}

/**
 * Makes a link to a new password as the host, where no mail goes out: they hand it over. Null when no active member has
 * the address.
 */
export async function resetLinkByHost(tx: Tx, address: string): Promise<{ token: string } | null> {
  const member = await memberAt(tx, address);
  if (!member) return null;
  await audit(tx, null, { action: "member.reset_link_made", subject: { kind: "member", id: member.id } });
  return makeResetLink(tx, member.id, null);
}
