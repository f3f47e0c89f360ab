"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { useKeptText } from "@/client/kept-text";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { NewConversation, PeoplePicker, type Pickable } from "@/features/conversations/ui";
import { Composer } from "@/features/posts/ui";
import { PEOPLE_LIMIT } from "@/kernel/limits";
import { newId } from "@/kernel/new-id";
import { queriesOf } from "../queries";
import { useFind } from "./use-find";
import { usePeopleFound } from "./use-people-found";
import { usePreview } from "./use-preview";

/** Where one writes to people, the one whom the address names to begin with. Pressing twice sends one message. */
export function NewMessage({ to }: { to?: string }) {
  const t = useTranslations("newMessage");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const { data: wanted } = useQuery({ ...queries.member(to ?? ""), enabled: to !== undefined });
  const [ids] = useState(() => ({ id: newId(), postId: newId() }));
  const [chosen, setChosen] = useState<Pickable[]>([]);
  const [body, setBody] = useKeptText("message.new");
  const [lonely, setLonely] = useState(false);
  const without = useMemo(() => new Set(me ? [me.id] : []), [me]);
  useEffect(() => {
    if (wanted?.active) setChosen((before) => (before.length === 0 ? [wanted] : before));
  }, [wanted]);
  const start = useMutation(
    trpc.conversations.start.mutationOptions({
      onSuccess: async ({ threadId }) => {
        setBody("");
        await Promise.all([
          client.invalidateQueries(trpc.conversations.list.infiniteQueryFilter()),
          client.invalidateQueries(trpc.threads.get.queryFilter({ id: threadId })),
          client.invalidateQueries({ queryKey: [...trpc.posts.pathKey(), { input: { threadId } }] }),
        ]);
        navigate(hrefOf({ at: "messages", thread: threadId }));
      },
    }),
  );
  const refusal = start.error ? refusalOf(start.error) : undefined;
  return (
    <NewConversation
      back={{ href: "/messages", label: t("back") }}
      count={chosen.length}
      error={lonely && chosen.length === 0 ? t("nobody") : undefined}
      picker={
        <PeoplePicker
          label={t("to")}
          chosen={chosen}
          onChange={setChosen}
          onFind={usePeopleFound()}
          without={without}
          most={PEOPLE_LIMIT - 1}
        />
      }
      composer={
        <Composer
          tall
          value={body}
          onChange={setBody}
          onPost={() => {
            setLonely(true);
            if (chosen.length > 0) start.mutate({ ...ids, memberIds: chosen.map(({ id }) => id), body });
          }}
          onPreview={usePreview()}
          onFind={useFind()}
          placeholder={t("body")}
          busy={start.isPending}
          error={refusal && (refusal.message ?? t("noAnswer"))}
        />
      }
    />
  );
}
