import { assertConfirmed } from "@/features/auth";
import { accessMember, beginErasure, localeOf } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { enqueue } from "@/platform/jobs";
import type { EraseInput } from "../contract";
import { ERASE } from "../erase-job";

/**
 * Begins the erasure of a deactivated member, which cannot be taken back: the job that follows leaves nothing personal
 * of them.
 * @throws AppError UNCONFIRMED, FORBIDDEN unless owner, NOT_FOUND (the second time, too), CONFLICT while they are active,
 * INVALID, naming `handle`, when what was typed is not theirs.
 */
export async function erase(tx: Tx, actor: Actor, { memberId, handle, posts }: EraseInput): Promise<void> {
  await assertConfirmed(tx, actor);
  const member = await accessMember(tx, actor, memberId, "erase");
  if (member.deactivatedAt === null)
    throw new AppError("CONFLICT", "They are still a member. Deactivate them first; that can be undone, this cannot.");
  if (nameKey(handle.replace(/^@/, "")) !== member.handleKey)
    throw new AppError("INVALID", "This is not their handle. Nothing was erased.", { field: "handle" });
  await beginErasure(tx, member);
  const locale = (await localeOf(tx, actor.id)) ?? "en";
  await enqueue(tx, ERASE, { memberId, posts, locale }, { dedupeKey: `${ERASE.kind}:${memberId}` });
  await audit(tx, actor, { action: "member.erased", subject: { kind: "member", id: memberId }, data: { posts } });
}
