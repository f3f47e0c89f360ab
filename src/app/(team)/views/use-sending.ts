"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lastPosts } from "@/client/affected";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { newId } from "@/kernel/new-id";

type Answer = { threadId: string; parentId: string | null };

export type Sending = {
  /** Posts; gives whether it was kept. The same text again is the same post, however often it is tried. */
  send: (body: string, to: Answer) => Promise<boolean>;
  busy: boolean;
  /** Why the last try did not work. */
  error: string | undefined;
};

/**
 * Sends replies. A text keeps its id until it was posted or changed, so that a try whose answer got lost is no second
 * post.
 */
export function useSending(): Sending {
  const t = useTranslations("composer");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [attempt, setAttempt] = useState<{ id: string; body: string; parentId: string | null }>();
  const add = useMutation(
    trpc.posts.add.mutationOptions({
      onSuccess: async (_, { threadId }) => {
        await Promise.all([
          client.invalidateQueries(trpc.threads.get.queryFilter({ id: threadId })),
          client.invalidateQueries(lastPosts(trpc, threadId)),
        ]);
      },
    }),
  );
  return {
    busy: add.isPending,
    error: add.error ? (refusalOf(add.error).message ?? t("noAnswer")) : undefined,
    async send(body, { threadId, parentId }) {
      const same = attempt?.body === body && attempt.parentId === parentId;
      const id = same ? attempt.id : newId();
      setAttempt({ id, body, parentId });
      try {
        await add.mutateAsync({ id, threadId, parentId, body });
        setAttempt(undefined);
        return true;
      } catch {
        // Told by `error`; the text stays where it is.
        return false;
      }
    },
  };
}
