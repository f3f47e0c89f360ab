"use client";

import { Bell, BellOff, Check, Ellipsis, Link2, LogOut, MailOpen, Undo2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import type { ShownPost } from "@/features/posts/ui";
import type { ThreadHead } from "@/features/threads/contract";
import { Button, IconButton, Kbd, Menu } from "@/ui";
import { Bar } from "@/ui/shell";
import type { ConversationView as Conversation } from "../contract";
import { MessageStream } from "./message-stream";
import type { MuteFor } from "./mute-until";

type ConversationViewProps = {
  conversation: Conversation;
  thread: ThreadHead;
  me: string;
  posts: readonly ShownPost[];
  newSince?: { postId: string; at: number };
  back: { href: string; label: string };
  scroller: RefObject<HTMLDivElement | null>;
  /** Asks for earlier messages; absent when all are here. */
  onEarlier?: () => void;
  onPeople: () => void;
  onLeave: () => void;
  onMute: (how: MuteFor | null) => void;
  onMarkUnread: () => void;
  onCopyLink: () => void;
  onDone: (done: boolean) => void;
  composer: ReactNode;
};

/** A conversation: whose it is, what was written, and below it where one writes. */
export function ConversationView(props: ConversationViewProps) {
  const { conversation, thread, me, posts, newSince, back, scroller, onEarlier, composer, ...act } = props;
  const t = useTranslations("conversation");
  const threads = useTranslations("thread");
  const { title, people, pair } = conversation;
  const { inbox } = thread;
  const muted = thread.follow?.state === "muted";
  const others = people.filter(({ id }) => id !== me);
  return (
    <section aria-labelledby="conversation-title" className="flex min-h-0 flex-1 flex-col">
      <Bar
        back={back}
        where={
          <h1
            id="conversation-title"
            dir="auto"
            className="flex items-center gap-2 font-title text-md font-semibold text-ink"
          >
            <span className="truncate">{title}</span>
            {muted && (
              <>
                <BellOff aria-hidden className="size-3.75 shrink-0 text-ink-3" />
                <span className="sr-only">{t("isMuted")}</span>
              </>
            )}
          </h1>
        }
      >
        {inbox && (
          <button
            type="button"
            onClick={() => act.onDone(!inbox.done)}
            className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-[8px] px-2.5 font-medium transition-colors hover:bg-hover hover:text-ink max-md:h-11"
          >
            {inbox.done ? <Undo2 aria-hidden className="rtl:-scale-x-100" /> : <Check aria-hidden />}
            <span className="max-sm:sr-only">{threads(inbox.done ? "undone" : "done")}</span>
            <Kbd>E</Kbd>
          </button>
        )}
        <button
          type="button"
          onClick={act.onPeople}
          className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-[8px] px-2.5 font-medium tabular-nums transition-colors hover:bg-hover hover:text-ink max-md:h-11"
        >
          <Users aria-hidden />
          <span aria-hidden>{people.length}</span>
          <span className="sr-only">{t("people", { count: people.length })}</span>
        </button>
        <Menu
          button={(wiring) => (
            <IconButton {...wiring} label={threads("more")}>
              <Ellipsis aria-hidden />
            </IconButton>
          )}
          items={[
            ...(muted
              ? [{ label: t("unmute"), icon: <Bell aria-hidden />, run: () => act.onMute(null) }]
              : (["tomorrow", "week", "ever"] as const).map((how) => ({
                  label: t(`mute.${how}`),
                  icon: <BellOff aria-hidden />,
                  run: () => act.onMute(how),
                }))),
            { label: threads("markUnread"), icon: <MailOpen aria-hidden />, run: act.onMarkUnread },
            { label: threads("copyLink"), icon: <Link2 aria-hidden />, run: act.onCopyLink },
            ...(pair
              ? []
              : [{ label: t("leave"), icon: <LogOut aria-hidden className="rtl:-scale-x-100" />, run: act.onLeave }]),
          ]}
        />
      </Bar>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex min-h-full max-w-190 flex-col justify-end px-8 pt-6 pb-4 max-md:px-4 max-md:pt-4">
          {onEarlier && (
            <div className="mb-5 text-center">
              <Button size="sm" onClick={onEarlier}>
                {t("earlier")}
              </Button>
            </div>
          )}
          <MessageStream posts={posts} people={people} newSince={newSince} />
        </div>
      </div>
      <div className="shrink-0 border-t border-line bg-surface px-8 pt-3 pb-4 max-md:px-3 max-md:pt-2 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <div className="mx-auto max-w-174">
          {others.every(({ active }) => !active) && <p className="mb-2 text-sm text-ink-2">{t("nobodyReads")}</p>}
          {composer}
        </div>
      </div>
    </section>
  );
}
