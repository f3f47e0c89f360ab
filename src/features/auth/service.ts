import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { oneTimeLinks } from "@/platform/db/schema";
import type { JoinLink } from "./contract";
import { makeLink } from "./links";
import { accessInvitations } from "./policy";

/** Makes a link that adds one member, good once and for seven days. @throws AppError FORBIDDEN unless owner or admin. */
export async function makeJoinLink(tx: Tx, actor: Actor): Promise<JoinLink> {
  const maker = accessInvitations(actor);
  return makeLink(tx, "join", { makerId: maker.id });
}

/**
 * Withdraws a link that adds a member. Twice is once.
 * @throws AppError FORBIDDEN unless owner or admin, NOT_FOUND when there is none, CONFLICT when somebody joined by it.
 */
export async function revokeJoinLink(tx: Tx, actor: Actor, linkId: string): Promise<void> {
  accessInvitations(actor);
  const [link] = await tx
    .select({ spentAt: oneTimeLinks.spentAt })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.id, linkId), eq(oneTimeLinks.kind, "join")));
  if (!link) throw notFound("link");
  if (link.spentAt !== null) throw new AppError("CONFLICT", "Somebody joined by this link already.");
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(and(eq(oneTimeLinks.id, linkId), isNull(oneTimeLinks.revokedAt)));
}
