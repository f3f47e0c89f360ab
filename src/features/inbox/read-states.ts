import { and, eq, sql } from "drizzle-orm";
import { readCount, ties } from "@/features/threads";
import { count, type Ranges } from "@/kernel/ranges";
import type { Tx } from "@/platform/db";
import { channelMembers, inboxEntries, readStates, threads } from "@/platform/db/schema";

const mine = (memberId: string, threadId: string) =>
  and(eq(readStates.memberId, memberId), eq(readStates.threadId, threadId));

/**
 * What a member has read of a thread, locked until the transaction ends: ranges are read, merged and written back, and
 * a relay that reads committed rows would otherwise undo what a browser wrote meanwhile. Makes the row if there is none.
 */
export async function lockRead(tx: Tx, memberId: string, threadId: string): Promise<Ranges> {
  const lock = () =>
    tx
      .update(readStates)
      .set({ readCount: sql`${readStates.readCount}` })
      .where(mine(memberId, threadId))
      .returning({ ranges: readStates.ranges });
  const [known] = await lock();
  if (known) return known.ranges;

  const tie = ties({ id: memberId });
  const [base] = await tx
    .select({ readCount })
    .from(threads)
    .leftJoin(readStates, tie.read)
    .leftJoin(channelMembers, tie.channel)
    .leftJoin(inboxEntries, tie.inbox)
    .where(eq(threads.id, threadId));
  const before = base?.readCount ?? 0;
  await tx
    .insert(readStates)
    .values({ memberId, threadId, ranges: before > 0 ? [[1, before]] : [], readCount: before })
    .onConflictDoNothing();
  const [made] = await lock();
  return made!.ranges;
}

/** Writes back what was locked. */
export async function saveRead(tx: Tx, memberId: string, threadId: string, set: Ranges): Promise<void> {
  await tx
    .update(readStates)
    .set({ ranges: set.map(([from, to]) => [from, to]), readCount: count(set) })
    .where(mine(memberId, threadId));
}
