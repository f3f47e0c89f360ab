"use client";

import { type DragEvent, type HTMLAttributes, useRef, useState } from "react";
import type { Move } from "./shelf";

type Handlers = HTMLAttributes<HTMLElement> & { draggable?: boolean };
export type Drag = {
  /** Where it would go now: an id, an id with " after", or a section's heading. */
  over: string | undefined;
  onLine: (id: string, sectionId: string | null, nextId: string | null) => Handlers;
  onHead: (sectionId: string | null) => Handlers;
};

/** Moves channels by dragging them: onto the upper half of a line before it, onto the lower behind it, onto a heading last. */
export function useDrag(onMove: (move: Move) => void): Drag {
  const dragged = useRef<string>(undefined);
  const [over, setOver] = useState<string>();
  const end = () => {
    dragged.current = undefined;
    setOver(undefined);
  };
  const take = (place: string, move: Omit<Move, "channelId">, event: DragEvent, drop: boolean): void => {
    const channelId = dragged.current;
    if (channelId === undefined) return;
    event.preventDefault();
    if (!drop) {
      setOver(place);
      return;
    }
    end();
    if (move.beforeId !== channelId) onMove({ channelId, ...move });
  };
  return {
    over,
    onLine: (id, sectionId, nextId) => {
      const at = (event: DragEvent<HTMLElement>, drop: boolean): void => {
        const { top, height } = event.currentTarget.getBoundingClientRect();
        const after = event.clientY > top + height / 2;
        if (dragged.current === id) setOver(undefined);
        else take(after ? `${id} after` : id, { sectionId, beforeId: after ? nextId : id }, event, drop);
      };
      return {
        draggable: true,
        onDragStart: (event) => {
          dragged.current = id;
          event.dataTransfer.effectAllowed = "move";
        },
        onDragEnd: end,
        onDragOver: (event) => at(event, false),
        onDrop: (event) => at(event, true),
      };
    },
    onHead: (sectionId) => ({
      onDragOver: (event) => take(sectionId ?? "none", { sectionId, beforeId: null }, event, false),
      onDrop: (event) => take(sectionId ?? "none", { sectionId, beforeId: null }, event, true),
    }),
  };
}
