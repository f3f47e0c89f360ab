import { eq, sql } from "drizzle-orm";
import type { Authorized } from "@/kernel/authorized";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";
import type { Thread } from "./policy";

/** Gives the number of a thread's next post, written at `at`. Writers of one thread stand in line for it. */
export async function takeNumber(tx: Tx, thread: Authorized<Thread, "reply">, at: number): Promise<number> {
  const [row] = await tx
    .update(threads)
    .set({ lastNumber: sql`${threads.lastNumber} + 1`, lastPostAt: at })
    .where(eq(threads.id, thread.id))
    .returning({ number: threads.lastNumber });
  return row!.number;
}
