"use client";

import { useHotkeys } from "react-hotkeys-hook";
import { readingOrder, type ShownPost } from "@/features/posts/ui";

type ThreadKeysProps = {
  posts: readonly ShownPost[];
  onReply: (post: ShownPost | undefined) => void;
  onDone: () => void;
  onMarkUnread: (number: number) => void;
};

/** The post under the keyboard. */
const focused = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-post]")?.dataset.post;

/** The keys of an open thread. */
export function ThreadKeys({ posts, onReply, onDone, onMarkUnread }: ThreadKeysProps) {
  const current = () => posts.find(({ id }) => id === focused());
  /** Each unread post once, in the order in which the tree is read. */
  const goUnread = (step: 1 | -1) => {
    const order = readingOrder(posts);
    const start = order.findIndex(({ id }) => id === focused());
    const ahead = step === 1 ? order.slice(start + 1) : order.slice(0, Math.max(start, 0)).reverse();
    const next = ahead.find(({ unread }) => unread);
    if (next) document.getElementById(`post-${next.id}`)?.focus();
  };
  useHotkeys("n", () => goUnread(1));
  useHotkeys("p", () => goUnread(-1));
  useHotkeys("r", () => onReply(current()), { preventDefault: true });
  useHotkeys("e", onDone);
  useHotkeys("u", () => onMarkUnread(current()?.number ?? 1));
  return null;
}
