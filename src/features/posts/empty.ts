import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { postRevisions, posts } from "@/platform/db/schema";
import { dropPost } from "@/platform/search";

/** Leaves nothing of what a post says and ever said; a tombstone keeps its place in the tree. */
export async function emptyPost(tx: Tx, id: string, deletedAt: number): Promise<void> {
  await tx.delete(postRevisions).where(eq(postRevisions.postId, id));
  await dropPost(tx, id);
  await tx.update(posts).set({ body: "", html: "", deletedAt }).where(eq(posts.id, id));
}
