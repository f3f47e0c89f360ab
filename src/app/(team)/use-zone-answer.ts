"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import { say } from "@/ui";

/** Keeps what a member says of the zone that their browser is in. The question goes at once. */
export function useZoneAnswer() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.settings.answerZone.mutationOptions({
      onError: (error) => say({ title: error.message, urgent: true }),
      onSettled: () =>
        Promise.all([
          client.invalidateQueries(trpc.settings.pathFilter()),
          client.invalidateQueries(trpc.members.me.queryFilter()),
        ]),
    }),
  );
  return { answerZone: mutate, isPending };
}
