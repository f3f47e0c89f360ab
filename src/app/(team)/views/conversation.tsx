"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useKeptText } from "@/client/kept-text";
import { navigate } from "@/client/link";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { ConversationView, muteEnd, PeopleDialog } from "@/features/conversations/ui";
import { Composer, type ShownPost } from "@/features/posts/ui";
import { ThreadLoading, ThreadMissing } from "@/features/threads/ui";
import { contains } from "@/kernel/ranges";
import { Button, Dialog, say, useReader } from "@/ui";
import { ThreadKeys } from "../keys/thread-keys";
import { queriesOf } from "../queries";
import { useArrival } from "./use-arrival";
import { useDone } from "./use-done";
import { useEnd } from "./use-end";
import { useFind } from "./use-find";
import { useMessages } from "./use-messages";
import { usePeopleFound } from "./use-people-found";
import { usePreview } from "./use-preview";
import { useReading } from "./use-reading";
import { useSending } from "./use-sending";

/** A conversation as it is read and written in. `back` is the list that it was opened from. */
export function Conversation({ id, back }: { id: string; back: string }) {
  const t = useTranslations("conversation");
  const threads = useTranslations("thread");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { zone, now } = useReader();
  const { data: me } = useQuery(queries.me());
  const conversation = useQuery(queries.conversation(id));
  const { head, posts, error, earlier, retry } = useMessages(id);
  const [open, setOpen] = useState<"people" | "leave">();

  const scroller = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useKeptText(id);
  const shown = useMemo<ShownPost[]>(
    () =>
      posts.map((post) => ({
        ...post,
        unread: post.author.id !== me?.id && head !== undefined && !contains(head.read, post.number),
      })),
    [posts, head, me?.id],
  );
  const ready = conversation.data !== undefined;
  const newSince = useArrival(scroller, ready ? shown : []);
  useEnd(scroller, { lead: shown[0]?.id, count: ready ? shown.length : 0, atStart: newSince === undefined });
  const reading = useReading(scroller, ready ? head : undefined);
  const sending = useSending();
  const preview = usePreview();
  const find = useFind();
  const findPeople = usePeopleFound();
  const setDone = useDone();
  const onError = (refusal: unknown) => say({ title: refusalOf(refusal).message ?? t("noAnswer"), urgent: true });
  const changed = {
    onError,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries(trpc.threads.get.queryFilter({ id })),
        client.invalidateQueries(trpc.conversations.pathFilter()),
      ]),
  };
  const follow = useMutation(trpc.follows.set.mutationOptions(changed));
  const unread = useMutation(trpc.inbox.markUnreadFrom.mutationOptions(changed));
  const add = useMutation(trpc.conversations.add.mutationOptions(changed));
  const leave = useMutation(
    trpc.conversations.leave.mutationOptions({
      onError,
      onSuccess: async () => {
        navigate("/messages");
        client.removeQueries(trpc.conversations.get.queryFilter({ threadId: id }));
        client.removeQueries({ queryKey: [...trpc.posts.pathKey(), { input: { threadId: id } }] });
        client.removeQueries(trpc.threads.get.queryFilter({ id }));
        await client.invalidateQueries(trpc.conversations.list.infiniteQueryFilter());
      },
    }),
  );

  const backLink = { href: back, label: t("back") };
  const failed = error ?? conversation.error;
  if (failed)
    return (
      <ThreadMissing
        back={backLink}
        gone={refusalOf(failed).gone}
        onRetry={() => {
          retry();
          void conversation.refetch();
        }}
      />
    );
  if (!head || !conversation.data || !me) return <ThreadLoading back={backLink} />;

  const done = (isDone: boolean) => {
    setDone({ threadId: id, upTo: head.lastNumber }, isDone);
    if (isDone) navigate(back);
  };
  const markUnread = (number: number) => {
    reading.pause();
    unread.mutate({ threadId: id, number });
  };
  const post = async (settle: boolean) => {
    if (!(await sending.send(body, { threadId: id, parentId: null }))) return;
    setBody("");
    if (settle && head.inbox) done(true);
    else area.current?.focus();
  };
  const close = () => setOpen(undefined);
  return (
    <>
      <ConversationView
        conversation={conversation.data}
        thread={head}
        me={me.id}
        posts={shown}
        newSince={newSince}
        back={backLink}
        scroller={scroller}
        onEarlier={earlier}
        onPeople={() => setOpen("people")}
        onLeave={() => setOpen("leave")}
        onMute={(how) =>
          follow.mutate(
            how === null
              ? { threadId: id, state: "following" }
              : { threadId: id, state: "muted", until: muteEnd(how, now, zone) },
          )
        }
        onMarkUnread={() => markUnread(head.firstNumber)}
        onCopyLink={async () => {
          await navigator.clipboard.writeText(`${location.origin}/t/${id}`);
          say({ title: threads("linkCopied") });
        }}
        onDone={done}
        composer={
          <Composer
            area={area}
            value={body}
            onChange={setBody}
            onPost={(settle) => void post(settle)}
            onPreview={preview}
            onFind={find}
            placeholder={t("write")}
            busy={sending.busy}
            error={sending.error}
          />
        }
      />
      <ThreadKeys
        lines={shown.map(({ number }) => ({ number, indent: 0, depth: 0, answers: 0 }))}
        isUnread={(number) => shown.some((message) => message.number === number && message.unread)}
        onGo={(number) => scroller.current?.querySelector<HTMLElement>(`[data-number="${number}"]`)?.focus()}
        onReply={() => area.current?.focus()}
        onDone={() => head.inbox && done(!head.inbox.done)}
        onMarkUnread={markUnread}
      />
      {open === "people" && (
        <PeopleDialog
          conversation={conversation.data}
          me={me.id}
          onClose={close}
          onFind={findPeople}
          busy={add.isPending}
          onAdd={(memberIds, history) => add.mutate({ threadId: id, memberIds, history }, { onSuccess: close })}
        />
      )}
      <Dialog open={open === "leave"} onClose={close} title={t("leaveTitle")}>
        <p className="text-row text-pretty text-ink-2">{t("leaveBody")}</p>
        <Button
          kind="primary"
          busy={leave.isPending}
          onClick={() => leave.mutate({ threadId: id })}
          className="justify-self-start"
        >
          {t("leave")}
        </Button>
      </Dialog>
    </>
  );
}
