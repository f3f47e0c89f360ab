"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { say } from "@/ui";

type Seen = { threadId: string; upTo: number };

/**
 * Takes a thread out of the inbox, or brings it back. `upTo` is the highest number that was seen: what came later stays.
 * Says what was done, with the way back.
 */
export function useDone(): (seen: Seen, done: boolean) => void {
  const t = useTranslations("inbox");
  const trpc = useTRPC();
  const client = useQueryClient();
  const failed = () => say({ title: t("notDone"), body: t("notDoneBody"), urgent: true });
  const settled = (threadId: string) =>
    Promise.all([
      client.invalidateQueries(trpc.inbox.list.infiniteQueryFilter()),
      client.invalidateQueries(trpc.inbox.counts.queryFilter()),
      client.invalidateQueries(trpc.threads.get.queryFilter({ id: threadId })),
    ]);
  const done = useMutation(
    trpc.inbox.done.mutationOptions({
      onSuccess: (_, seen) => {
        say({
          title: t("isDone"),
          action: { label: t("undo"), run: () => undone.mutate({ threadId: seen.threadId }) },
        });
      },
      onError: failed,
      onSettled: (_data, _error, { threadId }) => settled(threadId),
    }),
  );
  const undone = useMutation(
    trpc.inbox.undone.mutationOptions({
      onError: failed,
      onSettled: (_data, _error, { threadId }) => settled(threadId),
    }),
  );
  return (seen, isDone) => (isDone ? done.mutate(seen) : undone.mutate({ threadId: seen.threadId }));
}
