"use client";

import { Bell, BellOff, Check, Ellipsis, Link2, MailOpen, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { PostTree, type ShownPost } from "@/features/posts/ui";
import { Avatar, IconButton, Kbd, Menu } from "@/ui";
import { Bar } from "@/ui/shell";
import type { ThreadHead } from "../contract";

type ThreadViewProps = {
  thread: ThreadHead;
  posts: readonly ShownPost[];
  newSince?: { postId: string; at: number };
  back: { href: string; label: string };
  onReply: (post: ShownPost) => void;
  onRetry?: (post: ShownPost) => void;
  onDone: (done: boolean) => void;
  onMarkUnread: () => void;
  onFollow: (following: boolean) => void;
  onCopyLink: () => void;
  /** What scrolls, for who watches which post's end was on screen. */
  scroller?: RefObject<HTMLDivElement | null>;
  composer: ReactNode;
};

/** A thread: its title, its posts as a tree, and below them where one answers. */
export function ThreadView({ thread, posts, newSince, back, scroller, composer, ...act }: ThreadViewProps) {
  const t = useTranslations("thread");
  const { inbox } = thread;
  const following = thread.follow?.state === "following";
  return (
    <section aria-labelledby="thread-title" className="flex min-h-0 flex-1 flex-col">
      <Bar back={back} where={thread.channel.name}>
        {inbox && (
          <button
            type="button"
            onClick={() => act.onDone(!inbox.done)}
            className="inline-flex h-8 items-center gap-1.5 rounded-[8px] px-2.5 font-medium transition-colors hover:bg-hover hover:text-ink max-md:h-11"
          >
            {inbox.done ? <Undo2 aria-hidden className="rtl:-scale-x-100" /> : <Check aria-hidden />}
            {t(inbox.done ? "undone" : "done")}
            <Kbd>E</Kbd>
          </button>
        )}
        <Menu
          button={(wiring) => (
            <IconButton {...wiring} label={t("more")}>
              <Ellipsis aria-hidden />
            </IconButton>
          )}
          items={[
            { label: t("markUnread"), icon: <MailOpen aria-hidden />, run: act.onMarkUnread },
            following
              ? { label: t("unfollow"), icon: <BellOff aria-hidden />, run: () => act.onFollow(false) }
              : { label: t("follow"), icon: <Bell aria-hidden />, run: () => act.onFollow(true) },
            { label: t("copyLink"), icon: <Link2 aria-hidden />, run: act.onCopyLink },
          ]}
        />
      </Bar>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-190 px-8 pt-6 pb-8 max-md:px-4 max-md:pt-4">
          <Head thread={thread} />
          <h2 className="sr-only">{t("postsHead")}</h2>
          <PostTree posts={posts} newSince={newSince} onReply={act.onReply} onRetry={act.onRetry} />
        </div>
      </div>
      <div className="shrink-0 border-t border-line bg-surface px-8 pt-3 pb-4 max-md:px-3 max-md:pt-2 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <div className="mx-auto max-w-174">{composer}</div>
      </div>
    </section>
  );
}

function Head({ thread }: { thread: ThreadHead }) {
  const t = useTranslations("thread");
  return (
    <>
      <h1
        id="thread-title"
        dir="auto"
        className="mb-2 font-title text-[1.6875rem] leading-[1.22] font-semibold tracking-[-0.018em] text-balance wrap-anywhere max-md:text-[1.4375rem]"
      >
        {thread.title}
      </h1>
      <p className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
        <span className="flex ps-0.75">
          {thread.people.first.map((person) => (
            <Avatar key={person.id} {...person} size="xs" className="-ms-0.75 ring-2 ring-surface" />
          ))}
        </span>
        <span>{t("posts", { posts: thread.lastNumber, people: thread.people.count })}</span>
        <span aria-hidden className="text-line-strong">
          ·
        </span>
        <span>{t(`follows.${thread.follow?.state ?? "none"}`)}</span>
      </p>
    </>
  );
}
