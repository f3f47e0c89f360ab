"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { keepText, useKeptText } from "@/client/kept-text";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Composer } from "@/features/posts/ui";
import { NewThread } from "@/features/threads/ui";
import { newId } from "@/kernel/new-id";
import { usePersonName } from "@/ui";
import { queriesOf } from "../queries";
import { useFind } from "./use-find";
import { usePreview } from "./use-preview";

/** Where a thread is begun. Its ids are made with the form: pressing twice, or after a lost answer, starts one thread. */
export function StartThread({ channelId }: { channelId: string }) {
  const t = useTranslations("newThread");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: channels } = useQuery(queries.joined());
  const { data: about } = useQuery(queries.about(channelId));
  const { data: me } = useQuery(queries.me());
  const { data: channel } = useQuery(queries.channel(channelId));
  const nameOf = usePersonName();
  const listOf = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const followers = about?.defaults.filter(({ id }) => id !== me?.id).map(({ name }) => nameOf(name)) ?? [];
  const [ids] = useState(() => ({ id: newId(), postId: newId() }));
  const [title, setTitle] = useKeptText(`title.${channelId}`);
  const [body, setBody] = useKeptText(`new.${channelId}`);
  const [untitled, setUntitled] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const preview = usePreview();
  const find = useFind();
  const start = useMutation(
    trpc.threads.start.mutationOptions({
      onSuccess: async () => {
        setTitle("");
        setBody("");
        void client.invalidateQueries(trpc.threads.list.infiniteQueryFilter({ channelId }));
        navigate(hrefOf({ at: "channel", channel: channelId, thread: ids.id }));
      },
    }),
  );
  const refusal = start.error ? refusalOf(start.error) : undefined;
  const post = () => {
    setUntitled(title.trim() === "");
    if (title.trim() !== "") start.mutate({ ...ids, channelId, title, body });
  };
  return (
    <NewThread
      channels={channels?.items ?? []}
      channel={channelId}
      onChannel={(next) => {
        // What is written goes along into the other channel.
        keepText(`title.${next}`, title);
        keepText(`new.${next}`, body);
        setTitle("");
        setBody("");
        navigate(hrefOf({ at: "new-thread", channel: next }));
      }}
      title={title}
      onTitle={setTitle}
      titleError={
        untitled ? t("titleMissing") : refusal?.field === "title" ? (refusal.message ?? undefined) : undefined
      }
      back={{ href: hrefOf({ at: "channel", channel: channelId }), label: t("back") }}
      onTitleDone={() => area.current?.focus()}
      followers={followers.length > 0 ? listOf.format(followers) : undefined}
      composer={
        channel?.archived ? (
          <p role="status" className="rounded-md bg-sunken px-4 py-3 text-row">
            {t("archived")}
          </p>
        ) : (
          <Composer
            tall
            area={area}
            value={body}
            onChange={setBody}
            onPost={post}
            onPreview={preview}
            onFind={find}
            placeholder={t("body")}
            busy={start.isPending}
            error={refusal && refusal.field !== "title" ? (refusal.message ?? t("noAnswer")) : undefined}
          />
        )
      }
    />
  );
}
