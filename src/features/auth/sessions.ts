import { and, eq, gt, inArray, isNull, lt, ne, type SQL } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { DAY, HOUR, MINUTE, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { members, passwords, sessions } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { sessionEnded } from "./contract";
import { hashToken, newToken } from "./tokens";

/** A session ends when it was not used for so long. */
const LIFETIME = 60 * DAY;

/** How stale `seenAt` may get: a session is written at most once an hour. */
const PRECISION = HOUR;

/** An actor, and whether their session's row wants to learn that it is in use (`keepSession`). */
export type SignedIn = Actor & { stale: boolean };

/**
 * The member behind a cookie's token, or null when there is no such session, it has expired, or the member was deactivated.
 * One statement: asked again by every request and every stream, so nothing of it is kept in memory.
 */
export async function readSession(read: Read, token: string | undefined): Promise<SignedIn | null> {
  if (!token) return null;
  const at = now();
  const [row] = await read
    .select({ id: members.id, role: members.role, sessionId: sessions.id, seenAt: sessions.seenAt })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), gt(sessions.expiresAt, at), isNull(members.deactivatedAt)));
  if (!row) return null;
  const { seenAt, ...actor } = row;
  return { ...actor, stale: at - seenAt >= PRECISION };
}

/** Which of these sessions are good now: what long-lived streams ask again and again. */
export async function liveSessions(read: Read, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await read
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(inArray(sessions.id, [...sessionIds]), gt(sessions.expiresAt, now()), isNull(members.deactivatedAt)));
  return rows.map(({ id }) => id);
}

/** Notes that a session is in use and moves its end on. Does nothing when that was noted within the hour. */
export async function keepSession(tx: Tx, sessionId: string): Promise<void> {
  const at = now();
  await tx
    .update(sessions)
    .set({ seenAt: at, expiresAt: at + LIFETIME })
    .where(and(eq(sessions.id, sessionId), lt(sessions.seenAt, at - PRECISION + 1)));
}

/**
 * Writes a session row: the one place where a browser becomes signed in, whatever way it came. Always a fresh token,
 * so that one planted beforehand is worth nothing. `device` is what the browser says of itself; `shownAt` when its member
 * showed who they are.
 * @throws AppError UNAUTHENTICATED when their password was changed since: that ends what was under way.
 */
export async function createSession(
  tx: Tx,
  memberId: string,
  device: string,
  shownAt = now(),
): Promise<{ token: string }> {
  const at = now();
  const changed = await tx
    .select({ memberId: passwords.memberId })
    .from(passwords)
    .where(and(eq(passwords.memberId, memberId), gt(passwords.changedAt, shownAt)));
  if (changed.length > 0) throw new AppError("UNAUTHENTICATED", "The password was changed meanwhile. Sign in again.");
  const token = newToken();
  await tx.insert(sessions).values({
    id: newId(),
    tokenHash: hashToken(token),
    memberId,
    createdAt: at,
    seenAt: at,
    confirmedAt: at,
    expiresAt: at + LIFETIME,
    device: device.replaceAll("\0", "").slice(0, 300),
  });
  return { token };
}

/**
 * Ends the actor's session: its row goes at once, and `session.ended` ends its streams. Twice is once.
 * @returns whether there was one.
 */
export async function endSession(tx: Tx, actor: Actor): Promise<boolean> {
  return (await end(tx, and(eq(sessions.id, actor.sessionId), eq(sessions.memberId, actor.id)), actor)) > 0;
}

/**
 * Ends the sessions of a member at once, streams included: all of them, or all but one.
 * @param by who ends them; null for the program itself.
 * @returns how many there were.
 */
export function endSessionsOf(
  tx: Tx,
  memberId: string,
  { except, by }: { except?: string; by: { id: string } | null },
): Promise<number> {
  return end(tx, and(eq(sessions.memberId, memberId), except ? ne(sessions.id, except) : undefined), by);
}

async function end(tx: Tx, which: SQL | undefined, by: { id: string } | null): Promise<number> {
  const ended = await tx.delete(sessions).where(which).returning({ id: sessions.id, memberId: sessions.memberId });
  for (const { id, memberId } of ended) await emit(tx, sessionEnded({ sessionId: id, memberIds: [memberId] }), by);
  return ended.length;
}

/** How long a member's showing that they are themselves holds for dangerous acts. */
const CONFIRMED_FOR = 15 * MINUTE;

/**
 * Lets a dangerous act through when the actor signed in, or confirmed that they are themselves, within the last quarter
 * of an hour in this session: a browser left open is not its member. One statement.
 * @throws AppError UNCONFIRMED, upon which the interface asks and calls again.
 */
export async function assertConfirmed(read: Read, actor: Actor): Promise<void> {
  const [row] = await read
    .select({ confirmedAt: sessions.confirmedAt })
    .from(sessions)
    .where(and(eq(sessions.id, actor.sessionId), eq(sessions.memberId, actor.id)));
  if ((row?.confirmedAt ?? 0) > now() - CONFIRMED_FOR) return;
  throw new AppError("UNCONFIRMED", "Show once more that it is you. Nothing was changed yet.");
}

/** Notes that the actor has just shown that they are themselves. */
export async function markConfirmed(tx: Tx, actor: Actor): Promise<void> {
  await tx.update(sessions).set({ confirmedAt: now() }).where(eq(sessions.id, actor.sessionId));
}
