"use client";

import { type ComponentProps, type RefObject, useLayoutEffect } from "react";
import type { Edit } from "./edit-text";

/** Makes a change as if it had been typed, so that undo takes it back: `execCommand` is the only way that keeps it. */
export function applyEdit(area: HTMLTextAreaElement, { from, to, insert, select }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  if (insert === "" ? from !== to : true) document.execCommand(insert === "" ? "delete" : "insertText", false, insert);
  area.setSelectionRange(...select);
}

type GrowingProps = Omit<ComponentProps<"textarea">, "ref"> & { area: RefObject<HTMLTextAreaElement | null> };

/** Many lines of text, as high as what is in it; its `max-height` says where it begins to scroll. */
export function GrowingText({ area, value, ...rest }: GrowingProps) {
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || value === undefined) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [area, value]);
  return <textarea {...rest} ref={area} value={value} dir="auto" />;
}
