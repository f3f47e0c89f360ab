import { and, eq, inArray, isNull } from "drizzle-orm";
import { memberSeesChannel } from "@/features/channels";
import { applyFollows } from "@/features/follows";
import { postAdded } from "@/features/posts/contract";
import { threadStarted } from "@/features/threads/contract";
import type { Tx } from "@/platform/db";
import { channels, members, posts, threads } from "@/platform/db/schema";
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
    await startFanOut(tx, event.id);
  },
};

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
