"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { SetInput } from "@/features/follows/contract";
import type { ThreadView } from "@/features/members/contract";
import { say } from "@/ui";

/** What its reader does to a thread as a whole. A refusal is said as it stands. */
export function useThreadActs(id: string) {
  const t = useTranslations("thread");
  const trpc = useTRPC();
  const client = useQueryClient();
  const outcome = {
    onSuccess: () => client.invalidateQueries(trpc.threads.get.queryFilter({ id })),
    onError: (error: unknown) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true }),
  };
  const follow = useMutation(trpc.follows.set.mutationOptions(outcome));
  const unread = useMutation(trpc.inbox.markUnreadFrom.mutationOptions(outcome));
  const lock = useMutation(trpc.threads.lock.mutationOptions(outcome));
  const pin = useMutation(trpc.threads.pin.mutationOptions(outcome));
  const mine = trpc.settings.mine.queryKey();
  const view = useMutation(
    trpc.settings.setThreadView.mutationOptions({
      // Seen at once; what the server keeps is for the next page and the other devices.
      onMutate: ({ view: threadView }) => client.setQueryData(mine, (old) => old && { ...old, threadView }),
      onError: (error) => {
        void client.invalidateQueries({ queryKey: mine });
        outcome.onError(error);
      },
    }),
  );
  return {
    follow: (wish: Pick<SetInput, "state" | "until">) => follow.mutate({ threadId: id, ...wish }),
    markUnread: (number: number) => unread.mutate({ threadId: id, number }),
    lock: (locked: boolean) => lock.mutate({ id, locked }),
    pin: (pinned: boolean) => pin.mutate({ id, pinned }),
    see: (threadView: ThreadView) => view.mutate({ view: threadView }),
    copyLink: async () => {
      await navigator.clipboard.writeText(`${location.origin}/t/${id}`);
      say({ title: t("linkCopied") });
    },
  };
}
