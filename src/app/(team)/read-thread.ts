import type { QueryClient } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { contains } from "@/kernel/ranges";
import { arrange } from "@/kernel/tree";
import type { AppRouter } from "@/server/router";
import { landingOf, outlinePage, outlinePages, pageStart, postsFrom, queriesOf } from "./queries";

/**
 * Reads what the first view of a thread shows: its head, the shape of all of it, and the posts at its beginning and
 * where its reader lands. What is known already is not asked for again.
 */
export async function readThread(
  client: QueryClient,
  trpc: TRPCOptionsProxy<AppRouter>,
  threadId: string,
): Promise<void> {
  const queries = queriesOf(trpc);
  await Promise.all([
    client.prefetchQuery(queries.thread(threadId)),
    client.prefetchQuery(outlinePage(trpc, threadId, 1)),
    client.prefetchQuery(postsFrom(trpc, threadId, 1)),
    client.prefetchQuery(queries.me()),
    client.prefetchQuery(queries.settings()),
  ]);
  const head = client.getQueryData(queries.thread(threadId).queryKey);
  const me = client.getQueryData(queries.me().queryKey);
  const view = client.getQueryData(queries.settings().queryKey)?.threadView ?? "tree";
  if (!head || !me) return;
  const cursors = outlinePages(head.lastNumber);
  await Promise.all(cursors.slice(1).map((cursor) => client.prefetchQuery(outlinePage(trpc, threadId, cursor))));
  const parts = cursors.flatMap((cursor) => client.getQueryData(outlinePage(trpc, threadId, cursor).queryKey) ?? []);
  const from = parts[0]?.from ?? 1;
  const people = parts.flatMap((part) => part.authors.map((at) => part.people[at]?.id));
  const lines = arrange({ from, parents: parts.flatMap(({ parents }) => parents) }, view);
  const { first } = landingOf(
    lines,
    (number) => !contains(head.read, number) && people[number - from] !== me.id && number <= head.lastNumber,
  );
  const starts = [...new Set(first.map(pageStart))];
  await Promise.all(starts.map((start) => client.prefetchQuery(postsFrom(trpc, threadId, start))));
}
