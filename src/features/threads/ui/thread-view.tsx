"use client";

import { Check, LockKeyhole, Pin, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { PostList, type PostListProps } from "@/features/posts/ui";
import { Avatar, Button, Kbd } from "@/ui";
import { Bar } from "@/ui/shell";
import type { ThreadHead } from "../contract";

type ThreadViewProps = {
  thread: ThreadHead;
  posts: Omit<PostListProps, "scroller">;
  back: { href: string; label: string };
  onDone: (done: boolean) => void;
  /** Opens a locked thread again; absent for who may not. */
  onUnlock?: () => void;
  /** What else can be done with the thread. */
  menu: ReactNode;
  /** What I want of it, and how I see it. */
  follow: ReactNode;
  viewToggle: ReactNode;
  scroller: RefObject<HTMLDivElement | null>;
  /** Absent where nobody writes. */
  composer?: ReactNode;
};

/** A thread: its title, its posts, and below them where one answers. */
export function ThreadView({ thread, posts, back, scroller, composer, ...props }: ThreadViewProps) {
  const t = useTranslations("thread");
  const { inbox } = thread;
  return (
    <section aria-labelledby="thread-title" className="flex min-h-0 flex-1 flex-col">
      <Bar back={back} where={thread.channel.name}>
        {inbox && (
          <button
            type="button"
            onClick={() => props.onDone(!inbox.done)}
            className="inline-flex h-8 items-center gap-1.5 rounded-[8px] px-2.5 font-medium transition-colors hover:bg-hover hover:text-ink max-md:h-11"
          >
            {inbox.done ? <Undo2 aria-hidden className="rtl:-scale-x-100" /> : <Check aria-hidden />}
            {t(inbox.done ? "undone" : "done")}
            <Kbd>E</Kbd>
          </button>
        )}
        {props.menu}
      </Bar>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-190 px-8 pt-6 pb-8 max-md:px-4 max-md:pt-4">
          <Head thread={thread} follow={props.follow} viewToggle={props.viewToggle} />
          <h2 className="sr-only">{t("postsHead")}</h2>
          <PostList {...posts} scroller={scroller} />
        </div>
      </div>
      <div className="shrink-0 border-t border-line bg-surface px-8 pt-3 pb-4 max-md:px-3 max-md:pt-2 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <div className="mx-auto max-w-174">
          {thread.locked && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-1.5 text-ink-2">
              <LockKeyhole aria-hidden className="text-ink-3" />
              <p className="min-w-0 flex-1">{t(composer ? "lockedWhileWriting" : "locked")}</p>
              {props.onUnlock && (
                <Button size="sm" onClick={props.onUnlock}>
                  {t("unlock")}
                </Button>
              )}
            </div>
          )}
          {composer}
        </div>
      </div>
    </section>
  );
}

function Head({ thread, follow, viewToggle }: { thread: ThreadHead; follow: ReactNode; viewToggle: ReactNode }) {
  const t = useTranslations("thread");
  const dot = (
    <span aria-hidden className="text-line-strong">
      ·
    </span>
  );
  return (
    <>
      <h1
        id="thread-title"
        dir="auto"
        className="mb-2 font-title text-[1.6875rem] leading-[1.22] font-semibold tracking-[-0.018em] text-balance wrap-anywhere max-md:text-[1.4375rem]"
      >
        {thread.title}
      </h1>
      <div className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2 max-md:mb-4">
        <span className="flex ps-0.75">
          {thread.people.first.map((person) => (
            <Avatar key={person.id} {...person} size="xs" className="-ms-0.75 ring-2 ring-surface" />
          ))}
        </span>
        <span>{t("posts", { posts: thread.lastNumber, people: thread.people.count })}</span>
        {dot}
        {follow}
        {thread.pinned && (
          <>
            {dot}
            <span className="inline-flex items-center gap-1.5">
              <Pin aria-hidden className="size-3.5" />
              {t("pinned")}
            </span>
          </>
        )}
        <span className="ms-auto">{viewToggle}</span>
      </div>
    </>
  );
}
