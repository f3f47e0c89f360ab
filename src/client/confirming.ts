"use client";

import { useSyncExternalStore } from "react";

type Asking = { answer: Promise<boolean>; settle: (confirmed: boolean) => void };

let asking: Asking | undefined;
const listeners = new Set<() => void>();

function set(next: Asking | undefined): void {
  asking = next;
  for (const tell of listeners) tell();
}

/**
 * Asks whoever sits here to show that it is still them. Gives whether they did; of several that ask at once all get the
 * same answer. Where nothing can ask, it is no.
 */
export function askToConfirm(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  if (asking) return asking.answer;
  let settle: Asking["settle"] = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (confirmed) => {
      set(undefined);
      resolve(confirmed);
    };
  });
  set({ answer, settle });
  return answer;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What is being asked, for the one dialog that asks; undefined while nothing is. */
export const useAsking = (): Pick<Asking, "settle"> | undefined =>
  useSyncExternalStore(
    subscribe,
    () => asking,
    () => undefined,
  );
