"use client";

import { useCallback, useEffect, useState } from "react";

const PREFIX = "tidings.text.";
const keyOf = (place: string): string => PREFIX + place;

/** Reads what this browser kept, or nothing where it keeps nothing (a private window may refuse). */
function read(place: string): string {
  try {
    return localStorage.getItem(keyOf(place)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text in this browser for a place, or forgets it when it is empty. */
export function keepText(place: string, text: string): void {
  try {
    if (text) localStorage.setItem(keyOf(place), text);
    else localStorage.removeItem(keyOf(place));
  } catch {
    // Full or refused: the text still stands in the form.
  }
}

/** Forgets every text that this browser kept. */
export function forgetTexts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/**
 * A text that somebody is writing, kept in this browser at each change until it is empty: a closed tab loses nothing.
 * `place` says what it is written for.
 */
export function useKeptText(place: string): [string, (text: string) => void] {
  const [text, setText] = useState("");
  // After the first paint: the server rendered an empty form, and the two must agree.
  useEffect(() => setText(read(place)), [place]);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      keepText(place, next);
    },
    [place],
  );
  return [text, keep];
}
