"use client";

import { useHotkeys } from "react-hotkeys-hook";
import { type Line, nextUnread } from "@/kernel/tree";

type ThreadKeysProps = {
  /** All posts in reading order, those in closed branches too. */
  lines: readonly Line[];
  isUnread: (number: number) => boolean;
  onGo: (number: number) => void;
  /** Answers a post, or the thread. */
  onReply: (number: number | undefined) => void;
  onDone: () => void;
  onMarkUnread: (number: number) => void;
  /** Absent in a conversation, which is no tree. */
  onFold?: (number: number) => void;
  onView?: () => void;
};

/** The post under the keyboard. */
function focused(): number | undefined {
  const number = document.activeElement?.closest<HTMLElement>("[data-post]")?.dataset.number;
  return number === undefined ? undefined : Number(number);
}

/** The keys of an open thread. */
export function ThreadKeys({ lines, isUnread, onGo, ...on }: ThreadKeysProps) {
  const goUnread = (step: 1 | -1) => {
    const next = nextUnread(lines, isUnread, focused(), step);
    if (next !== undefined) onGo(next);
  };
  useHotkeys("n", () => goUnread(1));
  useHotkeys("p", () => goUnread(-1));
  useHotkeys("r", () => on.onReply(focused()), { preventDefault: true });
  useHotkeys("e", on.onDone);
  useHotkeys("u", () => on.onMarkUnread(focused() ?? 1));
  useHotkeys("x", () => {
    const number = focused();
    if (number !== undefined) on.onFold?.(number);
  });
  useHotkeys("v", () => on.onView?.());
  useHotkeys("m", () => document.querySelector<HTMLElement>("[data-follow]")?.click(), { preventDefault: true });
  return null;
}
