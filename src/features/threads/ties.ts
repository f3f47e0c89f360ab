import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "@/features/channels";
import { channelMembers, inboxEntries, posts, readStates, threads } from "@/platform/db/schema";

/** The left joins that tie a statement's `threads` to one member: what `readCount` and a thread's row are made of. */
export const ties = (viewer: Pick<Viewer, "id">) => ({
  read: and(eq(readStates.threadId, threads.id), eq(readStates.memberId, viewer.id)),
  channel: and(eq(channelMembers.channelId, threads.channelId), eq(channelMembers.memberId, viewer.id)),
  inbox: and(eq(inboxEntries.threadId, threads.id), eq(inboxEntries.memberId, viewer.id)),
});

/**
 * How many of a thread's posts a member has read, for a statement with the three `ties`. Where they never read any,
 * what is older than their joining the channel counts as read; in a channel that they did not join everything does,
 * until somebody calls them in.
 */
export const readCount: SQL<number> = sql`coalesce(${readStates.readCount}, case
  when ${channelMembers.joinedAt} is null
    then case when ${inboxEntries.threadId} is null then ${threads.lastNumber} else 0 end
  when ${threads.createdAt} >= ${channelMembers.joinedAt} then 0
  else coalesce((
    select earlier.number from ${posts} earlier
    where earlier.thread_id = ${threads.id} and earlier.created_at < ${channelMembers.joinedAt}
    order by earlier.number desc limit 1
  ), 0) end)`.mapWith(Number);
