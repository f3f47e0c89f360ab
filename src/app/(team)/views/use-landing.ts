"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/client/trpc";
import { readingPlace } from "./reading-places";

type Options = {
  threadId: string;
  scroller: RefObject<HTMLElement | null>;
  /** The first unread post, when the thread was opened. */
  landing: number | undefined;
  /** Whether the thread has a shape yet. */
  ready: boolean;
  hasCome: (number: number) => boolean;
};

const article = (scroller: HTMLElement | null, number: number) =>
  scroller?.querySelector<HTMLElement>(`[data-post][data-number="${number}"]`);

/**
 * Where the eye is in a thread. At the start that is the post that the address names, else the first unread one, else
 * where it was left; then whatever `go` is told, once that post has come. Gives the post that has to be there.
 */
export function useLanding({ threadId, scroller, landing, ready, hasCome }: Options) {
  const client = useTRPCClient();
  const [target, setTarget] = useState<{ number: number; focus: boolean }>();
  const landed = useRef(false);

  useLayoutEffect(() => {
    const root = scroller.current;
    if (!root || !ready || landed.current) return;
    landed.current = true;
    const named = /^#post-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    const kept = readingPlace(threadId).scrollTop;
    if (named) {
      const here = root.querySelector<HTMLElement>(`[data-post="${CSS.escape(named)}"]`);
      if (here) return setTarget({ number: Number(here.dataset.number), focus: false });
      client.posts.place.query({ id: named }).then(
        (place) => place.threadId === threadId && setTarget({ number: place.number, focus: false }),
        () => undefined,
      );
    } else if (landing !== undefined) setTarget({ number: landing, focus: false });
    else if (kept !== undefined) root.scrollTop = kept;
  }, [scroller, ready, threadId, landing, client]);

  useEffect(() => {
    const root = scroller.current;
    if (!root || !ready) return;
    const keep = () => {
      readingPlace(threadId).scrollTop = root.scrollTop;
    };
    root.addEventListener("scroll", keep, { passive: true });
    return () => root.removeEventListener("scroll", keep);
  }, [scroller, ready, threadId]);

  const here = target !== undefined && hasCome(target.number);
  useLayoutEffect(() => {
    if (!target || !here) return;
    const bring = () => article(scroller.current, target.number)?.scrollIntoView({ block: "start" });
    if (target.focus) article(scroller.current, target.number)?.focus({ preventScroll: true });
    bring();
    // What lies above gets its true height only once it is drawn. The target stays: what holds the focus must not go.
    const again = requestAnimationFrame(bring);
    return () => cancelAnimationFrame(again);
  }, [target, here, scroller]);

  const go = useCallback((number: number) => setTarget({ number, focus: true }), []);
  return { target: target?.number, go };
}
