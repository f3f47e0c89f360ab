import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { posts } from "@/platform/db/schema";

/**
 * Makes the posts of an account those of another account of the same person, and what it deleted deleted by that one.
 * What mentions it stays as it was written.
 */
export async function mergePosts(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(posts).set({ authorId: into }).where(eq(posts.authorId, from));
  await tx.update(posts).set({ deletedById: into }).where(eq(posts.deletedById, from));
}
