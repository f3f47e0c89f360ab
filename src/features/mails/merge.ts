import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { mailedPosts, mails } from "@/platform/db/schema";

/**
 * Gives the mails of an account to another account of the same person. Their slots become their ids: both may have had
 * a digest of the same day.
 */
export async function mergeMails(tx: Tx, from: string, into: string): Promise<void> {
  await tx
    .update(mails)
    .set({ memberId: into, slot: sql`cast(${mails.id} as text)` })
    .where(eq(mails.memberId, from));
  const mine = tx.select({ id: mailedPosts.postId }).from(mailedPosts).where(eq(mailedPosts.memberId, into));
  await tx.delete(mailedPosts).where(and(eq(mailedPosts.memberId, from), inArray(mailedPosts.postId, mine)));
  await tx.update(mailedPosts).set({ memberId: into }).where(eq(mailedPosts.memberId, from));
}
