import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { follows } from "@/platform/db/schema";

/** Gives what an account follows and mutes to another account of the same person, whose own choice holds where both chose. */
export async function mergeFollows(tx: Tx, from: string, into: string): Promise<void> {
  const mine = tx.select({ id: follows.threadId }).from(follows).where(eq(follows.memberId, into));
  await tx.delete(follows).where(and(eq(follows.memberId, from), inArray(follows.threadId, mine)));
  await tx.update(follows).set({ memberId: into }).where(eq(follows.memberId, from));
}
