"use client";

import { useEffect, useState } from "react";

const KEY = "tidings.collapsed";

function read(): Set<string> {
  try {
    return new Set((localStorage.getItem(KEY) ?? "").split(" ").filter(Boolean));
  } catch {
    return new Set();
  }
}

/** Which sections this browser shows folded. Each device keeps its own: a phone has less room. */
export function useCollapsed(): { has: (key: string) => boolean; toggle: (key: string) => void } {
  const [keys, setKeys] = useState<Set<string>>(new Set());
  // After the first paint: the server folds nothing, and the two must agree.
  useEffect(() => setKeys(read()), []);
  return {
    has: (key) => keys.has(key),
    toggle: (key) => {
      const next = new Set(keys);
      if (!next.delete(key)) next.add(key);
      setKeys(next);
      try {
        localStorage.setItem(KEY, [...next].join(" "));
      } catch {
        // Folded until the page is left.
      }
    },
  };
}
