"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { parsePlace } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { readFirstView } from "./first-view";

/** Who only passes over a link asks for nothing. */
const LINGER_MS = 50;

/** Reads what a link of ours leads to when it is pointed at or focused, so that it is there when it is followed. */
export function usePrefetch(): void {
  const client = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: HTMLAnchorElement | null = null;
    const point = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link === last) return;
      last = link;
      clearTimeout(timer);
      const place = link?.origin === location.origin ? parsePlace(link.pathname, link.search) : undefined;
      if (place) timer = setTimeout(() => void readFirstView(client, trpc, place), LINGER_MS);
    };
    document.addEventListener("pointerover", point, { passive: true });
    document.addEventListener("focusin", point, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", point);
      document.removeEventListener("focusin", point);
    };
  }, [client, trpc]);
}
