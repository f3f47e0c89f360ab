import { eq, sql } from "drizzle-orm";
import { accessThread } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { follows } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type Follow, followChanged, type SetInput } from "./contract";

/** What a member wants of a thread begins with what is written next: no post that is there already is told as followed. */
const since = sql`case when ${follows.state} = 'not_following' then excluded.since else ${follows.since} end`;

/** Says what the actor wants of a thread. @throws AppError NOT_FOUND, INVALID when a mute would end in the past. */
export async function setFollow(tx: Tx, actor: Actor, input: SetInput): Promise<Follow> {
  const thread = await accessThread(tx, actor, input.threadId, "follow");
  const { state, until = null } = input;
  if (until !== null && until <= now())
    throw new AppError("INVALID", "A mute ends later than now.", { field: "until" });
  await tx
    .insert(follows)
    .values({ threadId: thread.id, memberId: actor.id, state, until, since: thread.lastNumber })
    .onConflictDoUpdate({ target: [follows.threadId, follows.memberId], set: { state, until, since } });
  await emit(tx, followChanged({ threadId: thread.id, memberIds: [actor.id] }), actor);
  return { state, until };
}

/**
 * Makes members follow a thread that they wrote in or were named in, unless they ever said what they want of it. They
 * follow what comes after the post numbered `after`.
 */
export async function applyFollows(
  tx: Tx,
  threadId: string,
  after: number,
  memberIds: readonly string[],
): Promise<void> {
  const distinct = [...new Set(memberIds)];
  if (distinct.length === 0) return;
  const fresh = await tx
    .insert(follows)
    .values(
      distinct.map((memberId) => ({ threadId, memberId, state: "following" as const, until: null, since: after })),
    )
    .onConflictDoNothing()
    .returning({ memberId: follows.memberId });
  if (fresh.length === 0) return;
  await emit(tx, followChanged({ threadId, memberIds: fresh.map(({ memberId }) => memberId) }), null);
}

/** Deletes what a member who is erased wanted of threads. */
export async function forgetFollows(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(follows).where(eq(follows.memberId, memberId));
}
