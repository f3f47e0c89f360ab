import { and, eq, inArray } from "drizzle-orm";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { type DeliveryState, deliveries, notifications } from "@/platform/db/schema";
import type { Why } from "./contract";

/** How many ids one statement names: far below what either engine binds. */
const CHUNK = 500;

/** Puts deliveries into a mail that is about to go. */
export async function assignToMail(tx: Tx, ids: readonly string[], mailId: string): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK)
    await tx
      .update(deliveries)
      .set({ state: "sending", mailId, updatedAt: now() })
      .where(inArray(deliveries.id, ids.slice(from, from + CHUNK)));
}

/** Writes down what is not delivered, each with its reason. One statement per reason and 500 deliveries. */
export async function skipDeliveries(tx: Tx, skipped: readonly { id: string; why: Why }[]): Promise<void> {
  for (const why of new Set(skipped.map((row) => row.why))) {
    const ids = skipped.filter((row) => row.why === why).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += CHUNK)
      await tx
        .update(deliveries)
        .set({ state: "skipped", why, updatedAt: now() })
        .where(inArray(deliveries.id, ids.slice(from, from + CHUNK)));
  }
}

/** What became of the deliveries of a mail, all at once. */
export async function settleMail(tx: Tx, mailId: string, state: DeliveryState, why: Why): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state, why, updatedAt: now() })
    .where(and(eq(deliveries.mailId, mailId), inArray(deliveries.state, ["sending", "dead", "failed"])));
}

/** Deletes what a member who is erased was told of. */
export async function forgetNotifications(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(deliveries).where(eq(deliveries.memberId, memberId));
  await tx.delete(notifications).where(eq(notifications.memberId, memberId));
}
