import { and, eq, inArray, isNull, ne, or } from "drizzle-orm";
import { memberSeesChannel } from "@/features/channels";
import { applyFollows } from "@/features/follows";
import { postAdded } from "@/features/posts/contract";
import { threadStarted } from "@/features/threads/contract";
import type { Tx } from "@/platform/db";
import { channelDefaults, channelMembers, channels, members, posts, threads } from "@/platform/db/schema";
import { payloadOf, type Subscriber } from "@/platform/events";
import { startFanOut } from "./fan-out";

/**
 * Has each new post told. Who wrote and who is named follows from then on, in the order of the log and before anything
 * later is told; the telling itself is a job, which may be late: what was written before is not told as followed.
 */
export const notifier: Subscriber = {
  name: "notifications",
  kinds: [threadStarted.kind, postAdded.kind],
  from: "beginning",
  async handle(tx, event) {
    const said = payloadOf(event, threadStarted) ?? payloadOf(event, postAdded);
    if (!said) return;
    const named = [...(event.actorId ? [event.actorId] : []), ...said.mentionedIds];
    const [post] = await tx.select({ number: posts.number }).from(posts).where(eq(posts.id, said.postId));
    if (post) await applyFollows(tx, said.threadId, post.number, await whoSees(tx, said.threadId, named));
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
