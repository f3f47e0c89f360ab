"use client";

import { useCallback, useMemo, useState } from "react";
import type { ThreadView } from "@/features/members/contract";
import { arrange, fold, hiding, type Line, type Shape } from "@/kernel/tree";
import { readingPlace } from "./reading-places";

const nothing: Shape = { from: 1, parents: [] };

/** A thread's posts in reading order, with the branches that its reader has closed while the page lives. */
export function useLines(threadId: string, shape: Shape | undefined, view: ThreadView) {
  const [closed, setClosed] = useState(() => readingPlace(threadId).closed);
  const all: readonly Line[] = useMemo(() => arrange(shape ?? nothing, view), [shape, view]);
  const lines = useMemo(() => fold(all, closed), [all, closed]);
  const change = useCallback(
    (next: ReadonlySet<number>) => {
      readingPlace(threadId).closed = next;
      setClosed(next);
    },
    [threadId],
  );
  const toggle = useCallback(
    (number: number) => {
      const next = new Set(readingPlace(threadId).closed);
      if (!next.delete(number)) next.add(number);
      change(next);
    },
    [threadId, change],
  );
  /** Opens whatever hides a post. */
  const reveal = (number: number): void => {
    const over = hiding(lines, number);
    if (over.length === 0) return;
    const next = new Set(closed);
    let left = fold(all, next);
    for (let hidden = over; hidden.length > 0; hidden = hiding(left, number)) {
      for (const each of hidden) next.delete(each);
      left = fold(all, next);
    }
    change(next);
  };
  return { all, lines, toggle, reveal };
}
