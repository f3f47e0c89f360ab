import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { MINUTE, now } from "@/kernel/clock";
import { id } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { inboxEntries } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { inboxChanged, manyChanged } from "./contract";
import { NEVER } from "./snooze";

/** Each batch is one transaction, after which everything else gets its turn. */
const BATCH = 100;

const payload = z.object({ memberId: id, until: z.int(), round: z.int().min(0) });
type Payload = z.infer<typeof payload>;

/** What an entry is when nothing keeps it out of the way. */
export const awake = { snoozedUntil: null, wakesOnAnswer: false } as const;

const enqueueRound = (tx: Tx, slot: Payload): Promise<void> =>
  enqueue(tx, wakeEntries, slot, {
    runAt: slot.until,
    dedupeKey: `wake:${slot.memberId}:${slot.until}:${slot.round}`,
  });

/** Has a member's entries wake at an instant: one job, however many sleep until then. */
export async function scheduleWake(tx: Tx, memberId: string, until: number): Promise<void> {
  if (until < NEVER) await enqueueRound(tx, { memberId, until, round: 0 });
}

/**
 * Brings back what a member snoozed until an instant, to the top and silently: nothing is sent, nothing becomes unread.
 * It asks what sleeps until then now, so an entry that was woken, finished or snoozed anew meanwhile is left alone.
 */
export const wakeEntries: JobKind<Payload> = defineJob({
  kind: "wake-entries",
  payload,
  retry: [MINUTE, MINUTE, 5 * MINUTE, 15 * MINUTE],
  async run(slot, { finish }) {
    await finish(async (tx) => {
      const due = await tx
        .select({ threadId: inboxEntries.threadId })
        .from(inboxEntries)
        .where(
          and(
            eq(inboxEntries.memberId, slot.memberId),
            sql`snoozed_until is not null`,
            lte(inboxEntries.snoozedUntil, slot.until),
          ),
        )
        .orderBy(asc(inboxEntries.snoozedUntil), asc(inboxEntries.threadId))
        .limit(BATCH);
      if (due.length === 0) return;
      const threadIds = due.map(({ threadId }) => threadId);
      await tx
        .update(inboxEntries)
        .set({ ...awake, at: now() })
        .where(and(eq(inboxEntries.memberId, slot.memberId), inArray(inboxEntries.threadId, threadIds)));
      await emit(tx, manyChanged({ threadIds, memberIds: [slot.memberId] }), null);
      if (due.length === BATCH) await enqueueRound(tx, { ...slot, round: slot.round + 1 });
    });
  },
});

/** Brings a thread back to everybody who waits for an answer in it, but for its author. Three statements. */
export async function wakeByAnswer(tx: Tx, threadId: string, authorId: string | null, at: number): Promise<void> {
  const woken = await tx
    .update(inboxEntries)
    .set({ ...awake, unread: true, at })
    .where(
      and(
        eq(inboxEntries.threadId, threadId),
        sql`wakes_on_answer`,
        authorId ? ne(inboxEntries.memberId, authorId) : undefined,
      ),
    )
    .returning({ memberId: inboxEntries.memberId });
  if (woken.length === 0) return;
  await emit(tx, inboxChanged({ threadId, memberIds: woken.map(({ memberId }) => memberId) }), null);
}
