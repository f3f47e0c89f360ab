"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/client/trpc";
import type { PostView } from "@/features/posts/contract";
import type { ThreadHead } from "@/features/threads/contract";
import { POSTS_PER_PAGE, postsPage, queriesOf } from "../queries";

export type Posts = {
  head: ThreadHead | undefined;
  /** In order of their numbers; what has not come yet is missing. */
  posts: readonly PostView[];
  error: unknown;
  retry: () => void;
};

/** A thread's head and all of its posts, page by page: a tree cannot be shown from its newest posts alone. */
export function usePosts(threadId: string): Posts {
  const trpc = useTRPC();
  const head = useQuery(queriesOf(trpc).thread(threadId));
  const count = Math.max(1, Math.ceil((head.data?.lastNumber ?? 1) / POSTS_PER_PAGE));
  const pages = useQueries({
    queries: Array.from({ length: count }, (_, page) => postsPage(trpc, threadId, page)),
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
    retry: () => {
      void head.refetch();
      void pages.failed?.refetch();
    },
  };
}
