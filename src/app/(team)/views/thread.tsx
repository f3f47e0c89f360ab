"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useKeptText } from "@/client/kept-text";
import { navigate } from "@/client/link";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Composer, type ShownPost } from "@/features/posts/ui";
import { ThreadLoading, ThreadMissing, ThreadView } from "@/features/threads/ui";
import { contains } from "@/kernel/ranges";
import { say, usePersonName } from "@/ui";
import { ThreadKeys } from "../keys/thread-keys";
import { queriesOf } from "../queries";
import { useArrival } from "./use-arrival";
import { useDone } from "./use-done";
import { useFind } from "./use-find";
import { usePosts } from "./use-posts";
import { usePreview } from "./use-preview";
import { useReading } from "./use-reading";
import { useSending } from "./use-sending";

/** A thread as it is read and answered. `back` is the list that it was opened from. */
export function Thread({ id, back }: { id: string; back: string }) {
  const t = useTranslations("thread");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const { head, posts, error, retry } = usePosts(id);

  const scroller = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useKeptText(id);
  const [replyTo, setReplyTo] = useState<ShownPost>();
  const shown = useMemo<ShownPost[]>(
    () =>
      posts.map((post) => ({
        ...post,
        unread: post.author.id !== me?.id && head !== undefined && !contains(head.read, post.number),
      })),
    [posts, head, me?.id],
  );
  const nameOf = usePersonName();
  const newSince = useArrival(scroller, shown);
  const reading = useReading(scroller, head, posts.length);
  const sending = useSending();
  const preview = usePreview();
  const find = useFind();
  const setDone = useDone();
  const changed = { onSuccess: () => client.invalidateQueries(trpc.threads.get.queryFilter({ id })) };
  const failed = { onError: (refusal: { message: string }) => say({ title: refusal.message, urgent: true }) };
  const follow = useMutation(trpc.follows.set.mutationOptions({ ...changed, ...failed }));
  const unread = useMutation(trpc.inbox.markUnreadFrom.mutationOptions({ ...changed, ...failed }));

  const backLink = { href: back, label: t("back") };
  if (!head)
    return error ? (
      <ThreadMissing back={backLink} gone={refusalOf(error).gone} onRetry={retry} />
    ) : (
      <ThreadLoading back={backLink} />
    );

  const seen = { threadId: id, upTo: head.lastNumber };
  const done = (isDone: boolean) => {
    setDone(seen, isDone);
    if (isDone) navigate(back);
  };
  const markUnread = (number: number) => {
    reading.pause();
    unread.mutate({ threadId: id, number });
  };
  const reply = (post: ShownPost | undefined) => {
    setReplyTo(post);
    area.current?.focus();
  };
  const post = async (settle: boolean) => {
    if (!(await sending.send(body, { threadId: id, parentId: replyTo?.id ?? null }))) return;
    setBody("");
    setReplyTo(undefined);
    if (settle) done(true);
    else area.current?.focus();
  };
  return (
    <>
      <ThreadView
        thread={head}
        posts={shown}
        newSince={newSince}
        back={backLink}
        scroller={scroller}
        onReply={reply}
        onDone={done}
        onMarkUnread={() => markUnread(1)}
        onFollow={(on) => follow.mutate({ threadId: id, state: on ? "following" : "not_following" })}
        onCopyLink={async () => {
          await navigator.clipboard.writeText(`${location.origin}/t/${id}`);
          say({ title: t("linkCopied") });
        }}
        composer={
          <Composer
            area={area}
            value={body}
            onChange={setBody}
            onPost={(settle) => void post(settle)}
            onPreview={preview}
            onFind={find}
            placeholder={t("answer")}
            replyTo={replyTo && { author: nameOf(replyTo.author.name), number: replyTo.number }}
            onCancelReply={() => setReplyTo(undefined)}
            busy={sending.busy}
            error={sending.error}
          />
        }
      />
      <ThreadKeys
        posts={shown}
        onReply={reply}
        onDone={() => head.inbox && done(!head.inbox.done)}
        onMarkUnread={markUnread}
      />
    </>
  );
}
