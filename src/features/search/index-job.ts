import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { MINUTE } from "@/kernel/clock";
import { reader, type Tx } from "@/platform/db";
import { posts, searchDocuments, threads } from "@/platform/db/schema";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { indexPosts } from "@/platform/search";

/** Posts between two turns of the event loop: about 10 ms of work. */
const BATCH = 50;
const FIRST = "00000000-0000-0000-0000-000000000000";

const payload = z.object({ after: z.string() });
type Payload = z.infer<typeof payload>;

/** Has posts found that were written before there was a search, or came in without it: once after each start. */
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
      for (const { id } of rows) {
        const [post] = await tx
          .select({
            id: posts.id,
            number: posts.number,
            html: posts.html,
            title: threads.title,
            placeId: threads.channelId,
          })
          .from(posts)
          .innerJoin(threads, eq(threads.id, posts.threadId))
          .where(and(eq(posts.id, id), isNull(posts.deletedAt)));
        if (post) await indexPosts(tx, [findable(post)]);
      }
      if (rows.length === BATCH) await next(tx, rows.at(-1)!.id);
    });
  },
});

type Row = { id: string; number: number; html: string; title: string; placeId: string };
const findable = ({ id, number, html, title, placeId }: Row) => ({
  ...{ postId: id, placeId, html },
  title: number === 1 ? title : "",
});

const next = (tx: Tx, after: string): Promise<void> =>
  enqueue(tx, indexOldPosts, { after }, { dedupeKey: `search.index:${after}` });
