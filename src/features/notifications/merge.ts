import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { deliveries, notifications } from "@/platform/db/schema";

/** Gives what an account was told to another account of the same person. What both were told of stands once. */
export async function mergeNotifications(tx: Tx, from: string, into: string): Promise<void> {
  const mine = tx.select({ id: notifications.eventId }).from(notifications).where(eq(notifications.memberId, into));
  await tx.delete(notifications).where(and(eq(notifications.memberId, from), inArray(notifications.eventId, mine)));
  await tx.update(notifications).set({ memberId: into }).where(eq(notifications.memberId, from));
  await tx.update(deliveries).set({ memberId: into }).where(eq(deliveries.memberId, from));
}
