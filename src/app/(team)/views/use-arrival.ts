"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ShownPost } from "@/features/posts/ui";

type NewSince = { postId: string; at: number };

/**
 * Where "new since" stands: above the first message that was unread when the conversation was opened, which stays there
 * while it is read. Brings that message, or the one that the address names, into view once.
 */
export function useArrival(scroller: RefObject<HTMLElement | null>, posts: readonly ShownPost[]): NewSince | undefined {
  const arrived = useRef<{ newSince?: NewSince }>(undefined);
  if (!arrived.current && posts.length > 0) {
    const first = posts.findIndex(({ unread }) => unread);
    const [before, post] = [posts[first - 1], posts[first]];
    arrived.current = before && post ? { newSince: { postId: post.id, at: before.at } } : {};
  }
  const newSince = arrived.current?.newSince;
  const wanted = newSince?.postId;
  const here = posts.length > 0;
  useEffect(() => {
    if (!here) return;
    const named = /^#post-(.+)$/.exec(location.hash)?.[1];
    const target = named ?? wanted;
    if (target)
      scroller.current?.querySelector(`[data-post="${CSS.escape(target)}"]`)?.scrollIntoView({ block: "start" });
  }, [here, wanted, scroller]);
  return newSince;
}
