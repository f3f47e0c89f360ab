"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { navigate } from "@/client/link";
import type { Place } from "@/client/place";
import { currentRow, rowAfter } from "./rows";

const KeysHelp = dynamic(() => import("./help").then((help) => help.KeysHelp));

type KeysProps = { place: Place; writeHref?: string };

/** The keys that work everywhere: through lists, to places, and what they all are. */
export function Keys({ place, writeHref }: KeysProps) {
  const [helping, setHelping] = useState(false);
  const open = "thread" in place && place.thread !== undefined;
  const move = (step: 1 | -1) => {
    const row = rowAfter(step);
    // With a thread open the next one opens; in the list alone only the focus moves.
    if (open && row) navigate(row.pathname + row.search, { replace: true });
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  useHotkeys("j", () => move(1));
  useHotkeys("k", () => move(-1));
  useHotkeys("e", () => {
    if (!open) currentRow()?.closest("li")?.querySelector("button")?.click();
  });
  useHotkeys("g>i", () => navigate("/inbox"));
  useHotkeys("g>m", () => navigate("/messages"));
  useHotkeys("c", () => writeHref && navigate(writeHref), { preventDefault: true });
  useHotkeys(
    "slash",
    () => {
      const field = document.querySelector<HTMLInputElement>("[data-search-field]");
      if (field?.checkVisibility()) field.select();
      else navigate("/search");
    },
    { preventDefault: true },
  );
  useHotkeys("shift+slash", () => setHelping(true), { useKey: false });
  return helping ? <KeysHelp onClose={() => setHelping(false)} /> : null;
}
