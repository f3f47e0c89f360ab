"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { useTRPC } from "@/client/trpc";
import type { ThreadHead } from "@/features/threads/contract";
import { addRange, contains, type Ranges } from "@/kernel/ranges";

/** Marks travel together: one call for what a scroll brought on screen. */
const GATHER_MS = 600;

/**
 * Marks posts as read: those whose end was on screen while the tab was visible. Gives the function that forgets what
 * was seen, for "mark unread".
 */
export function useReading(scroller: RefObject<HTMLElement | null>, head: ThreadHead | undefined) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutate } = useMutation(
    trpc.inbox.markRead.mutationOptions({
      onSuccess: ({ threadId, read, inbox }) => {
        client.setQueryData(trpc.threads.get.queryKey({ id: threadId }), (old) => old && { ...old, read, inbox });
      },
    }),
  );
  const threadId = head?.id;
  const read = useRef<Ranges>([]);
  read.current = head?.read ?? [];
  const paused = useRef(false);

  useEffect(() => {
    const root = scroller.current;
    if (!root || !threadId) return;
    const onScreen = new Set<number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      if (document.visibilityState !== "visible" || paused.current) return;
      const seen = [...onScreen].filter((number) => !contains(read.current, number));
      const ranges = seen.reduce<Ranges>((set, number) => addRange(set, number, number), []);
      if (ranges.length > 0) mutate({ threadId, ranges: ranges.map(([from, to]) => [from, to]) });
    };
    const later = () => {
      timer ??= setTimeout(flush, GATHER_MS);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number(target.closest<HTMLElement>("[data-number]")?.dataset.number);
          if (isIntersecting) onScreen.add(number);
          else if (document.visibilityState === "visible" && timer === undefined) onScreen.delete(number);
        }
        later();
      },
      { root },
    );
    const watched = new Set<Element>();
    // Posts come and go as their reader moves on.
    const watch = () => {
      for (const end of watched) if (!end.isConnected) unwatch(end);
      for (const end of root.querySelectorAll("[data-post] footer")) {
        if (watched.has(end)) continue;
        watched.add(end);
        observer.observe(end);
      }
    };
    const unwatch = (end: Element) => {
      watched.delete(end);
      observer.unobserve(end);
    };
    watch();
    const changes = new MutationObserver(watch);
    changes.observe(root, { childList: true, subtree: true });
    document.addEventListener("visibilitychange", later);
    return () => {
      observer.disconnect();
      changes.disconnect();
      document.removeEventListener("visibilitychange", later);
      if (timer !== undefined) {
        clearTimeout(timer);
        flush();
      }
    };
  }, [scroller, threadId, mutate]);

  return {
    /** What is on screen no longer counts as read by itself, until the thread is opened anew. */
    pause: () => {
      paused.current = true;
    },
  };
}
