"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { say } from "@/ui";

/** Joins a channel, which has to be done before one writes in it. */
export function useJoin(): (channelId: string) => void {
  const t = useTranslations("channel");
  const trpc = useTRPC();
  const client = useQueryClient();
  const join = useMutation(
    trpc.channels.join.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.channels.pathFilter()),
      onError: (error) => say({ title: t("notJoined"), body: error.message, urgent: true }),
    }),
  );
  return (channelId) => join.mutate({ channelId });
}
