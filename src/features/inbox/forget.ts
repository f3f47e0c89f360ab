import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { inboxEntries, readStates } from "@/platform/db/schema";

/** Deletes the inbox of a member who is erased, and what they have read. */
export async function forgetInbox(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(inboxEntries).where(eq(inboxEntries.memberId, memberId));
  await tx.delete(readStates).where(eq(readStates.memberId, memberId));
}
