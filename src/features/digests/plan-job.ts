import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { calendarOf } from "@/features/settings";
import { MINUTE, now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { digestPlans, members, workspace } from "@/platform/db/schema";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { digestJob } from "./digest-job";
import { dueSlot, nextSlot } from "./slots";

const EVERY = 5 * MINUTE;
/** Short enough that a batch holds the writer for a few milliseconds. */
const BATCH = 100;

const payload = z.object({ slot: z.int(), round: z.int().min(0) });
type Payload = z.infer<typeof payload>;

const keyOf = ({ slot, round }: Payload) => `plan-digests:${slot}:${round}`;
const slotAt = (at: number) => Math.floor(at / EVERY) * EVERY;

/** Makes the planning of a slot, once. Digests due at 09:00 are found at 09:00: slots lie on whole five minutes. */
const enqueueSlot = (tx: Tx, slot: number): Promise<void> =>
  enqueue(tx, planDigests, { slot, round: 0 }, { runAt: slot, dedupeKey: keyOf({ slot, round: 0 }) });

/** Finds the members whose digest is due, a batch at a time, and renews itself every five minutes. */
export const planDigests: JobKind<Payload> = defineJob({
  kind: "plan-digests",
  payload,
  retry: [MINUTE, MINUTE, 5 * MINUTE],
  places: 1,
  begin: (tx) => enqueueSlot(tx, slotAt(now())),
  async run({ slot, round }, { finish }) {
    await finish(async (tx) => {
      const more = await planBatch(tx);
      if (more)
        await enqueue(tx, planDigests, { slot, round: round + 1 }, { dedupeKey: keyOf({ slot, round: round + 1 }) });
      else await enqueueSlot(tx, slotAt(now()) + EVERY);
    });
  },
});

/** Gives each due member the digest of their latest slot and moves their plan on. Tells whether more are due. */
async function planBatch(tx: Tx): Promise<boolean> {
  const at = now();
  const due = await tx
    .select({
      memberId: digestPlans.memberId,
      lastDate: digestPlans.lastDate,
      zone: members.zone,
      hours: members.hours,
      team: workspace.hours,
    })
    .from(digestPlans)
    .innerJoin(members, and(eq(members.id, digestPlans.memberId), isNull(members.deactivatedAt)))
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(and(lte(digestPlans.nextAt, at)))
    .orderBy(asc(digestPlans.nextAt), asc(digestPlans.memberId))
    .limit(BATCH);
  for (const { memberId, team, ...member } of due) {
    const calendar = calendarOf(member, { hours: team });
    const slot = dueSlot(calendar, member.lastDate, at);
    const lastDate = slot?.date ?? member.lastDate;
    await tx
      .update(digestPlans)
      .set({ lastDate, nextAt: nextSlot(calendar, lastDate, at) })
      .where(eq(digestPlans.memberId, memberId));
    if (slot)
      await enqueue(tx, digestJob, { memberId, date: slot.date }, { dedupeKey: `digest:${memberId}:${slot.date}` });
  }
  return due.length === BATCH;
}
