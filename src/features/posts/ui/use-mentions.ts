"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { mentionAt } from "./edit-text";
import { type Mentionable, matching } from "./mention-list";

type Writing = { from: number; query: string };

/**
 * Follows the caret and offers members while a mention is being written. `put` replaces what was typed of it.
 * Up and Down choose, Enter or Tab takes, Escape leaves it as text.
 */
export function useMentions(people: readonly Mentionable[], put: (from: number, insert: string) => void) {
  const id = useId();
  const [writing, setWriting] = useState<Writing>();
  const [active, setActive] = useState(0);
  const found = writing ? matching(people, writing.query) : [];
  const open = found.length > 0;

  const follow = (text: string, caret: number): void => {
    const next = mentionAt(text, caret);
    if (next?.query !== writing?.query || next?.from !== writing?.from) setActive(0);
    setWriting(next);
  };
  const pick = (person: Mentionable): void => {
    if (writing) put(writing.from, `@${person.handle} `);
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
