"use client";

import { useCallback } from "react";

const kept = new Map<string, number>();

/**
 * The ref of what scrolls: it stands where it stood when the place was last left, while the page lives. `place` says what
 * is scrolled there.
 */
export function useKeptScroll(place: string): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (element) => {
      if (!element) return undefined;
      element.scrollTop = kept.get(place) ?? 0;
      const keep = () => {
        // What is hidden has no height, and says 0.
        if (element.clientHeight > 0) kept.set(place, element.scrollTop);
      };
      element.addEventListener("scroll", keep, { passive: true });
      // Where there is one column the list is hidden behind its thread, and comes back at its top in some browsers.
      const seen = new ResizeObserver(() => {
        const before = kept.get(place);
        if (element.clientHeight > 0 && element.scrollTop === 0 && before) element.scrollTop = before;
      });
      seen.observe(element);
      return () => {
        element.removeEventListener("scroll", keep);
        seen.disconnect();
      };
    },
    [place],
  );
}
