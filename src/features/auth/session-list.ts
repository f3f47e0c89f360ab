import { and, desc, eq, gt } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { notFound } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { sessions } from "@/platform/db/schema";
import type { SessionLine } from "./contract";
import { deviceOf } from "./device";
import { endSession } from "./sessions";

/** More browsers than anybody looks through. Ending all others ends those beyond too. */
const SHOWN = 100;

/** Where the actor is signed in: this browser first, then by when each began. One statement. */
export async function listSessions(read: Read, actor: Actor): Promise<SessionLine[]> {
  const rows = await read
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.memberId, actor.id), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.id))
    .limit(SHOWN);
  return rows
    .map(({ device, ...row }) => ({ ...row, ...deviceOf(device), current: row.id === actor.sessionId }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of the actor's own sessions. @throws AppError NOT_FOUND, also for everybody else's. */
export async function endOwnSession(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
  if (!(await endSession(tx, { ...actor, sessionId }))) throw notFound("session");
}
