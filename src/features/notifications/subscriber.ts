import { and, eq, inArray, isNull, ne, or } from "drizzle-orm";
import type { z } from "zod";
import { memberSeesChannel } from "@/features/channels";
import { applyFollows } from "@/features/follows";
import { postAdded, postEdited } from "@/features/posts/contract";
import { threadStarted } from "@/features/threads/contract";
import type { Tx } from "@/platform/db";
import { channelDefaults, channelMembers, channels, members, posts, threads } from "@/platform/db/schema";
import { payloadOf, type Subscriber } from "@/platform/events";
import { cancelNamed, resumeNamed } from "./edited";
import { startFanOut } from "./fan-out";

/**
 * Has each new post told. Who wrote and who is named follows from then on, in the order of the log and before anything
 * later is told; the telling itself is a job, which may be late: what was written before is not told as followed.
 */
export const notifier: Subscriber = {
  name: "notifications",
  kinds: [threadStarted.kind, postAdded.kind, postEdited.kind],
  from: "beginning",
  async handle(tx, event) {
    const edit = payloadOf(event, postEdited);
    if (edit) return tellEdit(tx, event.id, edit);
    const said = payloadOf(event, threadStarted) ?? payloadOf(event, postAdded);
    if (!said) return;
    await follow(tx, said, [...(event.actorId ? [event.actorId] : []), ...said.mentionedIds]);
    // From its start: its first post is told as followed.
    if (event.kind === threadStarted.kind)
      await applyFollows(tx, said.threadId, 0, await defaultsOf(tx, said.threadId));
    await startFanOut(tx, event.id);
  },
};

/**
 * Who follows a thread from its start because its channel says so, of those who see it. Who muted the channel said
 * otherwise.
 */
async function defaultsOf(tx: Tx, threadId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: members.id })
    .from(channelDefaults)
    .innerJoin(members, eq(members.id, channelDefaults.memberId))
    .innerJoin(channels, eq(channels.id, channelDefaults.channelId))
    .innerJoin(threads, and(eq(threads.id, threadId), eq(threads.channelId, channels.id)))
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, members.id)))
    .where(
      and(
        isNull(members.deactivatedAt),
        memberSeesChannel(),
        or(isNull(channelMembers.level), ne(channelMembers.level, "muted")),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Only whom an edit names anew hears of it; what waits for whom it names no more is cancelled. */
async function tellEdit(tx: Tx, eventId: number, edit: z.infer<typeof postEdited.payload>): Promise<void> {
  const { postId, addedIds, addedGroupIds, removedIds, removedGroupIds } = edit;
  if (removedIds.length + removedGroupIds.length > 0)
    await cancelNamed(tx, postId, { memberIds: removedIds, groupIds: removedGroupIds });
  if (addedIds.length + addedGroupIds.length === 0) return;
  await resumeNamed(tx, postId, { memberIds: addedIds, groupIds: addedGroupIds });
  await follow(tx, edit, addedIds);
  await startFanOut(tx, eventId);
}

async function follow(tx: Tx, at: { threadId: string; postId: string }, memberIds: string[]): Promise<void> {
  const [post] = await tx.select({ number: posts.number }).from(posts).where(eq(posts.id, at.postId));
  if (post) await applyFollows(tx, at.threadId, post.number, await whoSees(tx, at.threadId, memberIds));
}

/** Of these members, those who see a thread. A mention reaches nobody else, so it makes nobody else follow. */
async function whoSees(tx: Tx, threadId: string, memberIds: string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(threads, eq(threads.id, threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(inArray(members.id, memberIds), isNull(members.deactivatedAt), memberSeesChannel()));
  return rows.map(({ id }) => id);
}
