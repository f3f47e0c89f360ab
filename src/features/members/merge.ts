import { and, eq, isNull, ne } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import type { Tx } from "@/platform/db";
import { members, pictures } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { memberMerged } from "./contract";
import { mergeFormerNames, rememberName } from "./former-names";

/**
 * Ends an account that another one of the same person takes over: nobody can sign in to it, its handle is free, and
 * wherever it is named the other one is. The other keeps its name, role and picture.
 * @throws AppError CONFLICT when it is the last owner's and the other one is no owner.
 */
export async function mergeMember(tx: Tx, from: string, into: string): Promise<void> {
  await assertOwnerRemains(tx, from);
  const [old] = await tx
    .select({ name: members.name, handleKey: members.handleKey })
    .from(members)
    .where(eq(members.id, from));
  if (old) await rememberName(tx, into, old);
  await mergeFormerNames(tx, from, into);
  await tx.update(members).set({ mergedInto: into }).where(eq(members.mergedInto, from));
  await tx
    .update(members)
    .set({ mergedInto: into, deactivatedAt: now(), handle: from, handleKey: nameKey(from), pictureId: null })
    .where(eq(members.id, from));
  await tx.delete(pictures).where(eq(pictures.memberId, from));
  await emit(tx, memberMerged({ memberId: from, intoId: into }), { id: into });
}

async function assertOwnerRemains(tx: Tx, from: string): Promise<void> {
  const [member] = await tx.select({ role: members.role }).from(members).where(eq(members.id, from));
  if (member?.role !== "owner") return;
  const [other] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.role, "owner"), isNull(members.deactivatedAt), ne(members.id, from)));
  if (!other)
    throw new AppError(
      "CONFLICT",
      "That account is the team's only owner, and merging raises nobody. Make this one an owner first, or merge the other way round.",
    );
}
