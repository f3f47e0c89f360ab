"use client";

import { useCallback } from "react";
import { useTRPCClient } from "@/client/trpc";

/** Renders what is being written as it will be shown, references and all. */
export function usePreview(): (body: string) => Promise<string> {
  const client = useTRPCClient();
  return useCallback(async (body) => (await client.posts.preview.mutate({ body })).html, [client]);
}
