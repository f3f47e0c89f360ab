import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { threads } from "@/platform/db/schema";

/** Makes the threads of an account those of another account of the same person. */
export async function mergeThreads(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(threads).set({ authorId: into }).where(eq(threads.authorId, from));
}
