"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/client/trpc";
import type { Pickable } from "@/features/conversations/ui";
import { MINUTE } from "@/kernel/clock";

/** Finds active members by what is typed of their names, with where they are. What was asked before is known at once. */
export function usePeopleFound(): (text: string) => Promise<readonly Pickable[]> {
  const client = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    async (text) => {
      const query = trpc.members.list.queryOptions({ limit: 8, ...(text ? { text } : {}) });
      return (await client.fetchQuery({ ...query, staleTime: MINUTE })).items;
    },
    [client, trpc],
  );
}
