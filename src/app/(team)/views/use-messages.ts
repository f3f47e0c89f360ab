"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { firstUnread } from "@/kernel/ranges";
import { POSTS_PER_PAGE, pageStart, postsFrom, queriesOf } from "../queries";

/**
 * A conversation's head and its messages, from the page of the first unread one, or the last page, to the end; `earlier`
 * fetches the page before, absent when all are here.
 */
export function useMessages(threadId: string) {
  const trpc = useTRPC();
  const head = useQuery(queriesOf(trpc).thread(threadId));
  const [from, setFrom] = useState<number>();
  const { firstNumber = 1, lastNumber = 1, read = [] } = head.data ?? {};
  const first = pageStart(firstNumber);
  const last = Math.max(first, pageStart(Math.max(1, lastNumber)));
  if (head.data && from === undefined) setFrom(Math.min(last, pageStart(firstUnread(read, lastNumber) ?? lastNumber)));
  const begin = Math.max(first, from ?? last);
  const pages = useQueries({
    queries: Array.from({ length: (last - begin) / POSTS_PER_PAGE + 1 }, (_, at) => ({
      ...postsFrom(trpc, threadId, begin + at * POSTS_PER_PAGE),
      enabled: head.data !== undefined,
    })),
    combine: (results) => ({
      data: results.map((result) => result.data),
      failed: results.find((result) => result.isError),
    }),
  });
  const posts = useMemo(() => pages.data.flatMap((page) => page?.items ?? []), [pages.data]);
  return {
    head: head.data,
    posts,
    error: head.error ?? pages.failed?.error,
    earlier: begin > first ? () => setFrom(begin - POSTS_PER_PAGE) : undefined,
    retry: () => {
      void head.refetch();
      void pages.failed?.refetch();
    },
  };
}
