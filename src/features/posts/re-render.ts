import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { MINUTE } from "@/kernel/clock";
import { RENDERER_VERSION } from "@/kernel/markdown";
import { reader, type Tx } from "@/platform/db";
import { members, posts } from "@/platform/db/schema";
import { defineJob, enqueue } from "@/platform/jobs";
import { render } from "./keep";

const BATCH = 20;

/** `round` counts the batches of one version, so that each has a key of its own. */
const payload = z.object({ version: z.int(), round: z.int() });

/** Renders posts that an older renderer wrote, a batch at a time, yielding between them. */
export const reRender = defineJob({
  kind: "posts.re-render",
  payload,
  retry: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  begin: (tx) => next(tx, RENDERER_VERSION, 1),
  async run({ version, round }, { finish }) {
    const rows = await reader()
      .select({
        id: posts.id,
        body: posts.body,
        rendererVersion: posts.rendererVersion,
        author: { id: members.id, role: members.role },
      })
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(lt(posts.rendererVersion, version))
      .orderBy(asc(posts.rendererVersion), asc(posts.id))
      .limit(BATCH);
    const rendered: { id: string; from: number; html: string }[] = [];
    for (const { id, body, rendererVersion, author } of rows) {
      rendered.push({ id, from: rendererVersion, html: (await render(reader(), author, id, body)).html });
      await nextTurn();
    }
    await finish(async (tx) => {
      for (const { id, from, html } of rendered)
        await tx
          .update(posts)
          .set({ html, rendererVersion: version })
          .where(and(eq(posts.id, id), eq(posts.rendererVersion, from)));
      if (rows.length === BATCH) await next(tx, version, round + 1);
    });
  },
});

/** Once per version and round, however often the program starts. */
const next = (tx: Tx, version: number, round: number): Promise<void> =>
  enqueue(tx, reRender, { version, round }, { dedupeKey: `posts.re-render:${version}:${round}` });
