"use client";

import { type KeyboardEvent, useEffect, useId, useState } from "react";
import type { Mentionable } from "@/features/members/contract";
import { mentionAt } from "./edit-text";

type Writing = { from: number; query: string };

/** What is typed fast is asked for once. */
const PAUSE_MS = 60;
const none: Mentionable[] = [];

/**
 * Follows the caret and offers members and groups while a mention is being written. `put` replaces what was typed of it.
 * Up and Down choose, Enter or Tab takes, Escape leaves it as text.
 */
export function useMentions(
  onFind: (text: string) => Promise<Mentionable[]>,
  put: (from: number, insert: string) => void,
) {
  const id = useId();
  const [writing, setWriting] = useState<Writing>();
  const [active, setActive] = useState(0);
  const [answer, setAnswer] = useState(none);
  const query = writing?.query;
  useEffect(() => {
    if (query === undefined) return setAnswer(none);
    let current = true;
    // Without an answer there is nothing to offer: what is written stays text, and the next letter asks again.
    const ask = () =>
      onFind(query).then(
        (all) => current && setAnswer(all),
        () => current && setAnswer(none),
      );
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, onFind]);
  const found = writing ? answer : none;
  const open = found.length > 0;

  const follow = (text: string, caret: number): void => {
    const next = mentionAt(text, caret);
    if (next?.query !== writing?.query || next?.from !== writing?.from) setActive(0);
    setWriting(next);
  };
  const pick = (one: Mentionable): void => {
    if (writing) put(writing.from, `@${one.handle} `);
    setWriting(undefined);
  };
  /** Gives true when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.nativeEvent.isComposing) return false;
    const chosen = found[active];
    if (event.key === "ArrowDown") setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.metaKey && !event.ctrlKey) pick(chosen);
    else if (event.key === "Escape") setWriting(undefined);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const wiring = {
    "aria-autocomplete": "list",
    "aria-controls": open ? id : undefined,
    "aria-activedescendant": open ? `${id}-${active}` : undefined,
  } as const;
  return { id, found, active, pick, follow, onKey, wiring, close: () => setWriting(undefined) };
}
