"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Lines that come and go together. */
export const CHUNK = 40;
/** Threads of up to so many lines are there as a whole, so that the browser's own search finds everything. */
const WHOLE = 200;
/** How far beyond the screen lines are made ready. */
const AHEAD = "2000px 0px";
/** The height of a line that was never measured, in px. */
const USUAL = 150;

type Options = {
  lines: number;
  scroller: RefObject<HTMLElement | null>;
  /** The lines, by their place, that have to be there whatever is on screen. */
  needed: readonly number[];
  /** How high chunks were when they were last there; kept by the caller. */
  heights: Map<string, number>;
};

/**
 * Of a long list, the chunks near the screen: what is far away is an empty space as high as it was. Gives for each chunk
 * whether it is there, its height in px if it is not, and the ref by which it is watched.
 */
export function useChunks({ lines, scroller, needed, heights }: Options) {
  const count = Math.ceil(lines / CHUNK);
  const whole = lines <= WHOLE;
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0]));
  const elements = useRef(new Map<number, HTMLElement>());
  const observer = useRef<IntersectionObserver>(undefined);

  useEffect(() => {
    const root = scroller.current;
    if (!root || whole) return;
    const made = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const chunk = Number((target as HTMLElement).dataset.chunk);
            if (isIntersecting) after.add(chunk);
            else after.delete(chunk);
          }
          return after;
        }),
      { root, rootMargin: AHEAD },
    );
    observer.current = made;
    for (const element of elements.current.values()) made.observe(element);
    return () => made.disconnect();
  }, [scroller, whole]);

  const pinned = new Set(needed.map((line) => Math.floor(line / CHUNK)));
  const isHere = (chunk: number): boolean => whole || near.has(chunk) || pinned.has(chunk);
  const here = Array.from({ length: count }, (_, chunk) => isHere(chunk));
  // What is about to go is measured while it is there.
  useLayoutEffect(() => {
    for (const [chunk, element] of elements.current)
      if (element.dataset.here) heights.set(`${chunk}`, element.getBoundingClientRect().height);
  });
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const chunk = Number(element.dataset.chunk);
    elements.current.set(chunk, element);
    observer.current?.observe(element);
    return () => {
      elements.current.delete(chunk);
      observer.current?.unobserve(element);
    };
  }, []);
  const spaceOf = (chunk: number): number => heights.get(`${chunk}`) ?? Math.min(CHUNK, lines - chunk * CHUNK) * USUAL;
  return { here, spaceOf, watch };
}
