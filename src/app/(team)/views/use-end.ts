"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Within so many pixels of the end one reads the end. */
const NEAR = 120;

/**
 * Keeps the end of a stream in view for who reads it, and keeps what is read in its place when earlier messages come
 * above it. `lead` is the first one's id, `count` how many there are; `atStart` says whether to begin at the end.
 */
export function useEnd(
  scroller: RefObject<HTMLElement | null>,
  { lead, count, atStart }: { lead: string | undefined; count: number; atStart: boolean },
): void {
  const place = useRef({ near: atStart, lead, fromEnd: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element || count === 0) return;
    const note = () => {
      const fromEnd = element.scrollHeight - element.scrollTop;
      place.current = { ...place.current, near: fromEnd - element.clientHeight < NEAR, fromEnd };
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [scroller, count]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || count === 0) return;
    const before = place.current;
    if (before.lead !== undefined && before.lead !== lead) element.scrollTop = element.scrollHeight - before.fromEnd;
    else if (before.near && !location.hash) element.scrollTop = element.scrollHeight;
    place.current = { ...before, lead };
  }, [scroller, lead, count]);
}
