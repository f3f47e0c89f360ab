"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/client/trpc";
import type { Mentionable } from "@/features/members/contract";
import { MINUTE } from "@/kernel/clock";
import { queriesOf } from "../queries";

/** Finds members and groups by what is typed of their names. What was asked before is known at once. */
export function useFind(): (text: string) => Promise<Mentionable[]> {
  const client = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    (text) => client.fetchQuery({ ...queriesOf(trpc).mentionable(text), staleTime: MINUTE }),
    [client, trpc],
  );
}
