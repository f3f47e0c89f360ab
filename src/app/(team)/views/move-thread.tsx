"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { ThreadHead } from "@/features/threads/contract";
import { MoveDialog } from "@/features/threads/ui";
import { queriesOf } from "../queries";

type MoveThreadProps = {
  thread: Pick<ThreadHead, "id" | "channel">;
  onClose: () => void;
  onMoved: (channelId: string) => void;
};

/** Asks where a thread is to go, and moves it. */
export function MoveThread({ thread, onClose, onMoved }: MoveThreadProps) {
  const t = useTranslations("thread");
  const trpc = useTRPC();
  const client = useQueryClient();
  const channels = useQuery(queriesOf(trpc).channels());
  const move = useMutation(
    trpc.threads.move.mutationOptions({
      onSuccess: async ({ channelId }) => {
        await client.invalidateQueries(trpc.threads.pathFilter());
        onMoved(channelId);
      },
    }),
  );
  if (!channels.data) return null;
  return (
    <MoveDialog
      from={thread.channel}
      channels={channels.data.items}
      onClose={onClose}
      onMove={(channelId) => move.mutate({ id: thread.id, channelId })}
      busy={move.isPending}
      error={move.error ? (refusalOf(move.error).message ?? t("noAnswer")) : undefined}
    />
  );
}
