"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useKeptText } from "@/client/kept-text";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { FollowMenu } from "@/features/follows/ui";
import { Composer, PostActsProvider, type ShownPost } from "@/features/posts/ui";
import { ThreadLoading, ThreadMenu, ThreadMissing, ThreadView, ViewToggle } from "@/features/threads/ui";
import { contains } from "@/kernel/ranges";
import { usePersonName } from "@/ui";
import { ThreadKeys } from "../keys/thread-keys";
import { landingOf, queriesOf } from "../queries";
import { readingPlace } from "./reading-places";
import { useDone } from "./use-done";
import { useFind } from "./use-find";
import { useLanding } from "./use-landing";
import { useLines } from "./use-lines";
import { usePostActs } from "./use-post-acts";
import { usePosts } from "./use-posts";
import { usePreview } from "./use-preview";
import { useReading } from "./use-reading";
import { useSending } from "./use-sending";
import { useThreadActs } from "./use-thread-acts";

const MoveThread = dynamic(() => import("./move-thread").then((views) => views.MoveThread));

/** A thread as it is read and answered. `back` is the list that it was opened from. */
export function Thread({ id, back }: { id: string; back: string }) {
  const t = useTranslations("thread");
  const channelWords = useTranslations("channel");
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const { data: settings } = useQuery(queries.settings());
  const view = settings?.threadView ?? "tree";
  const [opened, setOpened] = useState<ReturnType<typeof landingOf>>();
  const { head, shape, authorOf, posts, want, error, retry } = usePosts(id, opened?.first ?? [1]);
  const { all, lines, toggle, reveal } = useLines(id, shape, view);

  const scroller = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useKeptText(id);
  const [replyTo, setReplyTo] = useState<ShownPost>();
  const [moving, setMoving] = useState(false);
  const nameOf = usePersonName();
  const isUnread = useCallback(
    (number: number) =>
      head !== undefined &&
      !contains(head.read, number) &&
      authorOf(number)?.id !== me?.id &&
      number <= head.lastNumber,
    [head, authorOf, me?.id],
  );
  // What was unread when the thread was opened is where its reader lands, and stays so while they read.
  if (!opened && head && shape && me) setOpened(landingOf(all, isUnread));
  const shown = useMemo(
    () => new Map([...posts].map(([number, post]) => [number, { ...post, unread: isUnread(number) }])),
    [posts, isUnread],
  );
  const postOf = useCallback((number: number): ShownPost | undefined => shown.get(number), [shown]);
  const landing = opened?.landing;
  const { target, go } = useLanding({
    ...{ threadId: id, scroller, landing },
    ready: opened !== undefined,
    hasCome: (number) => shown.has(number),
  });
  const reading = useReading(scroller, head);
  const sending = useSending();
  const preview = usePreview();
  const find = useFind();
  const editing = usePostActs(me);
  const setDone = useDone();
  const acts = useThreadActs(id);
  const reply = useCallback((post: ShownPost | undefined) => {
    setReplyTo(post);
    area.current?.focus();
  }, []);
  const goTo = (number: number) => {
    reveal(number);
    want([number]);
    go(number);
  };

  const backLink = { href: back, label: t("back") };
  if (!head || !settings || !shape)
    return error ? (
      <ThreadMissing back={backLink} gone={refusalOf(error).gone} onRetry={retry} />
    ) : (
      <ThreadLoading back={backLink} />
    );

  const done = (isDone: boolean) => {
    setDone({ threadId: id, upTo: head.lastNumber }, isDone);
    if (isDone) navigate(back);
  };
  const markUnread = (number: number) => {
    reading.pause();
    acts.markUnread(number);
  };
  const post = async (settle: boolean) => {
    if (!(await sending.send(body, { threadId: id, parentId: replyTo?.id ?? null }))) return;
    setBody("");
    setReplyTo(undefined);
    if (settle) done(true);
    else area.current?.focus();
  };
  // What is being written stays in sight, also where nobody may post it any more.
  const writes = !head.locked || body !== "";
  const before = landing && shown.get(landing - 1);
  return (
    <PostActsProvider value={editing.acts}>
      <ThreadView
        thread={head}
        posts={{
          ...{ lines, postOf, authorOf, isUnread, target, heights: readingPlace(id).heights },
          newSince: opened?.isFresh && landing ? { number: landing, at: before ? before.at : undefined } : undefined,
          ...{
            onNeed: want,
            onReply: head.locked || head.channel.archived ? undefined : reply,
            onFold: toggle,
            onGo: goTo,
          },
        }}
        back={backLink}
        scroller={scroller}
        onDone={done}
        onUnlock={head.may.lock ? () => acts.lock(false) : undefined}
        menu={
          <ThreadMenu
            thread={head}
            onMarkUnread={() => markUnread(1)}
            onCopyLink={() => void acts.copyLink()}
            onLock={acts.lock}
            onPin={acts.pin}
            onMove={() => setMoving(true)}
          />
        }
        follow={
          <FollowMenu
            follow={head.follow}
            calendar={{ zone: settings.zone, hours: settings.hours ?? settings.team.hours }}
            onFollow={acts.follow}
          />
        }
        viewToggle={<ViewToggle view={view} onView={acts.see} />}
        composer={
          head.channel.archived ? (
            <p role="status" className="py-2 text-row text-pretty text-ink-2">
              {channelWords("archived")}
            </p>
          ) : (
            writes && (
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
            )
          )
        }
      />
      <ThreadKeys
        lines={all}
        isUnread={isUnread}
        onGo={goTo}
        onReply={(number) => reply(number === undefined ? undefined : postOf(number))}
        onDone={() => head.inbox && done(!head.inbox.done)}
        onMarkUnread={markUnread}
        onFold={toggle}
        onView={() => acts.see(view === "tree" ? "flat" : "tree")}
      />
      {moving && (
        <MoveThread
          thread={head}
          onClose={() => setMoving(false)}
          onMoved={(channel) => {
            setMoving(false);
            if (!back.startsWith("/inbox")) navigate(hrefOf({ at: "channel", channel, thread: id }));
          }}
        />
      )}
      {editing.dialog}
    </PostActsProvider>
  );
}
