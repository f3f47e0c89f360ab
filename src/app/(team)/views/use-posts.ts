"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTRPC } from "@/client/trpc";
import type { PostView } from "@/features/posts/contract";
import type { ThreadHead } from "@/features/threads/contract";
import type { Shape } from "@/kernel/tree";
import { outlinePage, outlinePages, pageStart, postsFrom, queriesOf } from "../queries";

type Person = PostView["author"];

export type Posts = {
  head: ThreadHead | undefined;
  shape: Shape | undefined;
  /** Who wrote a post, whether or not the post itself has come. */
  authorOf: (number: number) => Person | undefined;
  /** The posts that have come, by their numbers. */
  posts: ReadonlyMap<number, PostView>;
  /** Asks for posts, with the pages that they stand on. What was asked for once is kept up to date. */
  want: (numbers: readonly number[]) => void;
  error: unknown;
  retry: () => void;
};

/** A thread's head, the shape of all of it, and of its posts those that are wanted. */
export function usePosts(threadId: string, first: readonly number[]): Posts {
  const trpc = useTRPC();
  const head = useQuery(queriesOf(trpc).thread(threadId));
  const last = head.data?.lastNumber ?? 1;
  const outlines = useQueries({
    queries: outlinePages(last).map((cursor) => outlinePage(trpc, threadId, cursor)),
    combine: (results) => ({
      data: results.map((result) => result.data),
      failed: results.find((result) => result.isError),
    }),
  });
  const [asked, setAsked] = useState<readonly number[]>([]);
  const want = useCallback((numbers: readonly number[]) => {
    setAsked((before) => {
      const more = [...new Set(numbers.map(pageStart))].filter((start) => !before.includes(start));
      return more.length > 0 ? [...before, ...more] : before;
    });
  }, []);
  const wanted = [...new Set([...first.map(pageStart), ...asked])].filter((start) => start <= last);
  const pages = useQueries({
    queries: wanted.map((start) => postsFrom(trpc, threadId, start)),
    combine: (results) => ({
      data: results.map((result) => result.data),
      failed: results.find((result) => result.isError),
    }),
  });
  // A page of long posts ends early: the rest of it is asked for too.
  useEffect(() => {
    const cut = pages.data.flatMap((page) => (page?.next && page.next !== pageStart(page.next) ? [page.next] : []));
    setAsked((before) => {
      const more = cut.filter((next) => !before.includes(next));
      return more.length > 0 ? [...before, ...more] : before;
    });
  }, [pages.data]);
  const posts = useMemo(
    () => new Map(pages.data.flatMap((page) => page?.items ?? []).map((post) => [post.number, post])),
    [pages.data],
  );
  const { shape, people } = useMemo(() => joined(outlines.data), [outlines.data]);
  const from = shape?.from ?? 1;
  const authorOf = useCallback((number: number) => people[number - from], [people, from]);
  return {
    ...{ head: head.data, shape, authorOf, posts, want },
    error: head.error ?? outlines.failed?.error ?? pages.failed?.error,
    retry: () => {
      void head.refetch();
      void outlines.failed?.refetch();
      void pages.failed?.refetch();
    },
  };
}

type Part = { from: number; parents: number[]; authors: number[]; people: Person[] };

/** Pages of an outline as one, up to the first that has not come. */
function joined(parts: readonly (Part | undefined)[]): { shape: Shape | undefined; people: (Person | undefined)[] } {
  const end = parts.indexOf(undefined);
  const here = (end === -1 ? parts : parts.slice(0, end)) as Part[];
  const [start] = here;
  if (!start) return { shape: undefined, people: [] };
  return {
    shape: { from: start.from, parents: here.flatMap(({ parents }) => parents) },
    people: here.flatMap(({ authors, people }) => authors.map((at) => people[at])),
  };
}
