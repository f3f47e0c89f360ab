import { and, eq, isNull } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { accessChanged, roleChanged } from "./contract";

/**
 * Makes a member an owner as the host, for a team whose owners are gone. Twice is once.
 * @returns what came of it; `unknown` when no active member has the address.
 */
export async function makeOwnerByHost(tx: Tx, address: string): Promise<"done" | "already" | "unknown"> {
  const [member] = await tx
    .select({ id: members.id, role: members.role })
    .from(addresses)
    .innerJoin(members, and(eq(members.id, addresses.memberId), isNull(members.deactivatedAt)))
    .where(eq(addresses.addressKey, addressKey(address)));
  if (!member) return "unknown";
  if (member.role === "owner") return "already";
  await tx.update(members).set({ role: "owner" }).where(eq(members.id, member.id));
  await emit(tx, roleChanged({ memberId: member.id, role: "owner" }), null);
  await emit(tx, accessChanged({ memberIds: [member.id] }), null);
  const data = { from: member.role, to: "owner" };
  await audit(tx, null, { action: "member.role_changed", subject: { kind: "member", id: member.id }, data });
  return "done";
}
