import { eq } from "drizzle-orm";
import type { Authorized } from "@/kernel/authorized";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";

/** Gives every thread that a member began another title: theirs went with their posts. */
export async function retitleThreadsOf(tx: Tx, authorId: string, title: string): Promise<void> {
  await tx.update(threads).set({ title }).where(eq(threads.authorId, authorId));
}

/** Gives a thread the title that its opening post has from now on. */
export async function retitleThread(
  tx: Tx,
  opening: Authorized<{ threadId: string; number: number }, "edit">,
  title: string,
): Promise<void> {
  if (opening.number === 1) await tx.update(threads).set({ title }).where(eq(threads.id, opening.threadId));
}
