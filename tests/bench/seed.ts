import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Table } from "drizzle-orm";
import { MINUTE, now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { RENDERER_VERSION, renderMarkdown } from "@/kernel/markdown";
import { closeDatabase, openDatabase, transaction } from "@/platform/db";
import { migrate } from "@/platform/db/migrate";
import {
  channelMembers,
  channels,
  inboxEntries,
  members,
  posts,
  readStates,
  sessions,
  threads,
  workspace,
} from "@/platform/db/schema";
import type { Size } from "./sizes";

/** Each of so many browsers stays under the limit of one session, as many people do. */
const SESSIONS = 1_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const PARAGRAPH =
  "We looked at both ways of keeping attachments. **On disk** is simple and moves with the folder; an object store " +
  "scales further, costs a service, and needs its own backup. See [the notes](https://example.org/notes) for figures. ";

export type Seeded = { tokens: string[]; memberIds: string[]; threadIds: string[] };

/** Fills a data folder with a team of a size, by direct inserts. The same for every run but for ids and tokens. */
export async function seed(dataDir: string, size: Size): Promise<Seeded> {
  const path = join(dataDir, "tidings.db");
  await migrate({ root: process.cwd(), url: path, backups: null });
  openDatabase({ sqlitePath: path, strict: false });
  const at = now() - YEAR;
  const ids = (count: number) => Array.from({ length: count }, () => newId());
  const [memberIds, channelIds, threadIds] = [ids(size.members), ids(size.channels), ids(size.threads)];
  const of = <T>(list: readonly T[], i: number): T => list[i % list.length]!;

  await rows(workspace, [{ id: 1, name: "Bench", zone: "Europe/Lisbon", hours: Array(7).fill([]), createdAt: at }]);
  await rows(
    members,
    memberIds.map((id, i) => ({
      ...{ id, name: `Member ${i}`, nameKey: `member ${i}`, handle: `m${i}`, handleKey: `m${i}`, role: "member" },
      ...{ zone: "Europe/Lisbon", hours: null, locale: "en", createdAt: at },
    })),
  );
  await rows(
    channels,
    channelIds.map((id, i) => ({
      ...{ id, name: `channel-${i}`, nameKey: `channel-${i}`, purpose: "", visibility: "public" },
      ...{ makerId: memberIds[0], createdAt: at },
    })),
  );
  await rows(
    channelMembers,
    channelIds.flatMap((channelId) =>
      memberIds.map((memberId) => ({ channelId, memberId, level: "threads", joinedAt: at })),
    ),
  );
  await rows(
    threads,
    threadIds.map((id, i) => ({
      ...{ id, channelId: of(channelIds, i), title: `Where should attachments of kind ${i} live?`, state: "open" },
      ...{ authorId: of(memberIds, i), lastNumber: size.postsPerThread, createdAt: at, lastPostAt: at + i * MINUTE },
    })),
  );

  const body = PARAGRAPH.repeat(3);
  const { html } = renderMarkdown(body, { baseUrl: "http://localhost", prefix: "p-", lookup: nobody });
  const last: string[] = [];
  await rows(posts, function* () {
    for (const [i, threadId] of threadIds.entries())
      for (let number = 1; number <= size.postsPerThread; number += 1) {
        const id = newId();
        if (number === size.postsPerThread) last.push(id);
        const authorId = of(memberIds, i + number);
        yield { id, threadId, number, authorId, body, html, rendererVersion: RENDERER_VERSION, createdAt: at + i };
      }
  });
  const entries = memberIds.flatMap((memberId, m) =>
    Array.from({ length: Math.min(size.entriesPerMember, size.threads) }, (_, i) => ({
      memberId,
      t: (m * 7 + i) % size.threads,
      i,
    })),
  );
  await rows(
    inboxEntries,
    entries.map(({ memberId, t, i }) => ({
      ...{ memberId, threadId: threadIds[t], unread: i % 3 === 0, done: i % 5 === 4, reason: "following" },
      ...{ postId: last[t], postNumber: size.postsPerThread, at: at + t * MINUTE },
    })),
  );
  await rows(
    readStates,
    entries.map(({ memberId, t, i }) => {
      const readCount = size.postsPerThread - (i % 3 === 0 ? 5 : 0);
      return { memberId, threadId: threadIds[t], ranges: [[1, readCount]], readCount };
    }),
  );
  const tokens = Array.from({ length: SESSIONS }, () => randomBytes(32).toString("base64url"));
  await rows(
    sessions,
    tokens.map((token, i) => ({
      ...{ id: newId(), tokenHash: createHash("sha256").update(token).digest("base64url"), memberId: of(memberIds, i) },
      ...{ createdAt: at, seenAt: now(), expiresAt: now() + YEAR, device: "bench" },
    })),
  );
  await closeDatabase();
  return { tokens, memberIds, threadIds };
}

const nobody = { members: new Map(), channels: new Map() } as unknown as Parameters<typeof renderMarkdown>[1]["lookup"];

/** Inserts rows in batches that keep each transaction short. The caller answers for their columns. */
async function rows(into: Table, from: readonly object[] | (() => Iterable<object>)): Promise<void> {
  const BATCH = 500;
  let batch: object[] = [];
  const flush = () => transaction(async (tx) => void (await tx.insert(into as typeof posts).values(batch as never)));
  for (const row of typeof from === "function" ? from() : from) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await flush();
    batch = [];
  }
  if (batch.length > 0) await flush();
}
