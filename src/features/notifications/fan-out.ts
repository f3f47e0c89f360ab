import { z } from "zod";
import { raiseEntries } from "@/features/inbox";
import { MINUTE, now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { deliveries, notifications } from "@/platform/db/schema";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import type { Reason, Routing } from "./contract";
import { notYetCalled } from "./edited";
import { nextConcerned, readTelling, stateOf, type Telling } from "./facts";
import { route } from "./route";

/**
 * Members per batch: each is one transaction, after which everything else gets its turn. On SQLite nothing else runs
 * within it: 500 took some 120 ms of processor time, 100 some 35, for which 10,000 members take half as long again.
 */
const BATCH = 100;

const payload = z.object({ eventId: z.int(), cursor: z.string() });
type Payload = z.infer<typeof payload>;

const FIRST = "00000000-0000-0000-0000-000000000000";
const keyOf = ({ eventId, cursor }: Payload) => `fan-out:${eventId}${cursor === FIRST ? "" : `:${cursor}`}`;

const enqueueBatch = (tx: Tx, batch: Payload): Promise<void> => enqueue(tx, fanOut, batch, { dedupeKey: keyOf(batch) });

/** Has an event told to everybody whom it concerns. */
export const startFanOut = (tx: Tx, eventId: number): Promise<void> => enqueueBatch(tx, { eventId, cursor: FIRST });

/** Tells one batch of members of an event, and leaves the next batch to the next job. */
export const fanOut: JobKind<Payload> = defineJob({
  kind: "fan-out",
  payload,
  retry: [MINUTE, MINUTE, 5 * MINUTE, 15 * MINUTE],
  async run({ eventId, cursor }, { finish }) {
    await finish(async (tx) => {
      const telling = await readTelling(tx, eventId);
      if (!telling) return;
      const ids = await nextConcerned(tx, telling, cursor, BATCH);
      const fresh = telling.isEdit ? await notYetCalled(tx, telling.post.id, ids) : ids;
      if (fresh.length > 0) await tell(tx, telling, fresh);
      if (ids.length === BATCH) await enqueueBatch(tx, { eventId, cursor: ids.at(-1)! });
    });
  },
});

type Told = { id: string; memberId: string; reason: Reason; routing: Routing };

/** Writes what becomes of an event for these members. Told again, nothing happens. A constant number of statements. */
async function tell(tx: Tx, telling: Telling, memberIds: readonly string[]): Promise<void> {
  const at = now();
  const told = (await stateOf(tx, telling, memberIds)).flatMap((member): Told[] => {
    const routing = route({ event: telling, member, now: at });
    if (!routing.reason || routing.routes.length === 0) return [];
    return [{ id: newId(), memberId: member.id, reason: routing.reason, routing }];
  });
  if (told.length === 0) return;
  const { eventId, threadId, post } = telling;
  const made = await tx
    .insert(notifications)
    .values(
      told.map(({ id, memberId, reason }) => ({
        id,
        memberId,
        eventId,
        reason,
        threadId,
        postId: post.id,
        createdAt: at,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  const isNew = new Set(made.map(({ id }) => id));
  const fresh = told.filter(({ id }) => isNew.has(id));
  if (fresh.length === 0) return;

  await tx.insert(deliveries).values(
    fresh.flatMap(({ id, memberId, routing }) =>
      routing.routes.map(({ route, notBefore, why }) => ({
        id: newId(),
        notificationId: id,
        memberId,
        route,
        // The entry exists as soon as this transaction ends: nothing is left to be sent.
        state: route === "inbox" ? ("sent" as const) : ("pending" as const),
        notBefore,
        why,
        updatedAt: at,
      })),
    ),
  );
  const entered = fresh.filter(({ routing }) => routing.routes.some(({ route }) => route === "inbox"));
  if (entered.length === 0) return;
  await raiseEntries(tx, { threadId, postId: post.id, postNumber: post.number, at, again: telling.isEdit }, entered);
}
