import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";

/** Gives every thread that a member began another title: theirs went with their posts. */
export async function retitleThreadsOf(tx: Tx, authorId: string, title: string): Promise<void> {
  await tx.update(threads).set({ title }).where(eq(threads.authorId, authorId));
}
