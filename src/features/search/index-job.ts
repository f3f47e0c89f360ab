import { and, asc, eq, gt, gte, isNull } from "drizzle-orm";
import { z } from "zod";
import { threadMoved } from "@/features/threads/contract";
import { MINUTE } from "@/kernel/clock";
import { reader, type Tx } from "@/platform/db";
import { posts, searchDocuments } from "@/platform/db/schema";
import { payloadOf, type Subscriber } from "@/platform/events";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { reindexPosts } from "@/platform/search";

/** Posts between two turns of the event loop: about 10 ms of work. */
const BATCH = 50;
const FIRST = "00000000-0000-0000-0000-000000000000";

const payload = z.object({ after: z.string() });
type Payload = z.infer<typeof payload>;

/** Has posts found that were written before there was a search, or came in without it. */
export const indexOldPosts: JobKind<Payload> = defineJob({
  kind: "search.index",
  payload,
  retry: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  places: 1,
  begin: (tx) => next(tx, FIRST),
  async run({ after }, { finish }) {
    const rows = await reader()
      .select({ id: posts.id })
      .from(posts)
      .leftJoin(searchDocuments, eq(searchDocuments.postId, posts.id))
      .where(and(gt(posts.id, after), isNull(searchDocuments.id), isNull(posts.deletedAt)))
      .orderBy(asc(posts.id))
      .limit(BATCH);
    await finish(async (tx) => {
      await reindexPosts(
        tx,
        rows.map(({ id }) => id),
      );
      if (rows.length === BATCH) await next(tx, rows.at(-1)!.id);
    });
  },
});

const next = (tx: Tx, after: string): Promise<void> =>
  enqueue(tx, indexOldPosts, { after }, { dedupeKey: `search.index:${after}` });

const movedPayload = z.object({ threadId: z.string(), from: z.int() });

/** Has the posts of a thread that was moved found where it is now, a batch at a time. */
export const indexMoved: JobKind<z.infer<typeof movedPayload>> = defineJob({
  kind: "search.moved",
  payload: movedPayload,
  retry: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  places: 1,
  async run({ threadId, from }, { finish }) {
    await finish(async (tx) => {
      const rows = await tx
        .select({ id: posts.id, number: posts.number })
        .from(posts)
        .where(and(eq(posts.threadId, threadId), gte(posts.number, from)))
        .orderBy(asc(posts.number))
        .limit(BATCH);
      await reindexPosts(
        tx,
        rows.map(({ id }) => id),
      );
      if (rows.length === BATCH) await enqueue(tx, indexMoved, { threadId, from: rows.at(-1)!.number + 1 });
    });
  },
});

/** Follows threads that are moved. */
export const searchSubscriber: Subscriber = {
  name: "search",
  from: "beginning",
  kinds: [threadMoved.kind],
  async handle(tx, event) {
    const moved = payloadOf(event, threadMoved);
    if (moved) await enqueue(tx, indexMoved, { threadId: moved.threadId, from: 1 });
  },
};
