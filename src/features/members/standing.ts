import { and, eq, ne, or } from "drizzle-orm";
import type { Actor, Role } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import { now } from "@/kernel/clock";
import type { Read, Tx } from "@/platform/db";
import { formerNames, members, pictures } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { accessChanged, memberDeactivated, memberErased, memberReactivated, roleChanged } from "./contract";
import { assertNotLastOwner, type Kept } from "./policy";

/** Gives a member a role. In a transaction with the lock `members`. @throws AppError CONFLICT for the last owner. */
export async function setRole(tx: Tx, actor: Actor, member: Authorized<Kept, "role">, role: Role): Promise<void> {
  if (member.deactivatedAt === null && role !== "owner") await assertNotLastOwner(tx, member);
  await tx.update(members).set({ role }).where(eq(members.id, member.id));
  await emit(tx, roleChanged({ memberId: member.id, role }), actor);
  await emit(tx, accessChanged({ memberIds: [member.id] }), actor);
}

/** Ends a membership, by somebody else or by oneself. In a transaction with the lock `members`. @throws AppError CONFLICT for the last owner. */
export async function deactivateMember(
  tx: Tx,
  actor: Actor,
  member: Authorized<Kept, "deactivate"> | Authorized<Kept, "leave">,
): Promise<void> {
  await assertNotLastOwner(tx, member);
  await tx.update(members).set({ deactivatedAt: now() }).where(eq(members.id, member.id));
  await emit(tx, memberDeactivated({ memberId: member.id }), actor);
}

/** Lets a member be one again, as they were. */
export async function reactivateMember(tx: Tx, actor: Actor, member: Authorized<Kept, "reactivate">): Promise<void> {
  await tx.update(members).set({ deactivatedAt: null }).where(eq(members.id, member.id));
  await emit(tx, memberReactivated({ memberId: member.id }), actor);
}

/** The handle of somebody of whom nothing is left: theirs is free for others. */
export const neutralHandle = (memberId: string): string => `former-${memberId.slice(-12)}`;

/** Takes everything personal out of a member's row. What is shown for an empty name is "former member", in each reader's language. */
export async function anonymise(tx: Tx, memberId: string): Promise<void> {
  const at = now();
  const handle = neutralHandle(memberId);
  await tx
    .update(members)
    .set({
      ...{ name: "", nameKey: "", handle, handleKey: handle, role: "member", zone: "UTC", hours: null, locale: "en" },
      ...{ pronouns: null, languages: null, pictureId: null, askedZone: null, threadView: "tree", deactivatedAt: at },
      erasedAt: at,
    })
    .where(eq(members.id, memberId));
  await tx.delete(pictures).where(eq(pictures.memberId, memberId));
  await tx.delete(formerNames).where(eq(formerNames.memberId, memberId));
  await emit(tx, memberErased({ memberId }), null);
}

/** Notes that a member is to be erased: from here on nobody can bring them back. */
export async function beginErasure(tx: Tx, member: Authorized<Kept, "erase">): Promise<void> {
  await tx.update(members).set({ erasedAt: now() }).where(eq(members.id, member.id));
}

/** The accounts of one person, as far as there is anything left to erase: their own, and those that became part of it. */
export async function accountsOf(read: Read, memberId: string): Promise<string[]> {
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .where(and(or(eq(members.id, memberId), eq(members.mergedInto, memberId)), ne(members.name, "")));
  return rows.map(({ id }) => id);
}
