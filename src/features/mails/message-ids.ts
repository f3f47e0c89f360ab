import { inArray } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { messageIds } from "@/platform/db/schema";
import { env } from "@/platform/env";

/** The Message-ID of a thing of ours, without angle brackets (RFC 5322, 3.6.4). */
export const messageIdOf = (id: string): string => `${id}@${env().publicUrl.hostname}`;

/**
 * The Message-IDs of posts, made when they are first needed and kept for ever: a host that moves changes the ids of
 * later posts only. Two statements.
 */
export async function messageIdsOfPosts(tx: Tx, postIds: readonly string[]): Promise<Map<string, string>> {
  if (postIds.length === 0) return new Map();
  await tx
    .insert(messageIds)
    .values(postIds.map((postId) => ({ messageId: messageIdOf(postId), postId })))
    .onConflictDoNothing();
  const rows = await tx
    .select({ postId: messageIds.postId, messageId: messageIds.messageId })
    .from(messageIds)
    .where(inArray(messageIds.postId, [...postIds]));
  return new Map(rows.map((row) => [row.postId as string, row.messageId]));
}
