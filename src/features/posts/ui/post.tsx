"use client";

import clsx from "clsx";
import { ChevronDown, ChevronRight, CircleAlert, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import { isPlain, Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Avatar, Button, Prose, Time, usePersonName, VisuallyHidden } from "@/ui";
import type { PostView } from "../contract";
import { type PostActs, PostMenu, usePostActs } from "./post-acts";

/** A post as it is shown: one that is kept, or one that is on its way. */
export type ShownPost = PostView & {
  unread: boolean;
  /** Absent once the server has it. */
  state?: "sending" | "failed";
};

type PostProps = {
  post: ShownPost;
  /** Who is answered and with which number, where the place of the post does not show it. */
  answers?: string;
  answersNumber?: number;
  nested: boolean;
  /** How many posts stand under it, and what is said of them when they are closed up. */
  replies: number;
  summary?: ReactNode;
  onFold: (number: number) => void;
  onGo: (number: number) => void;
  /** Absent where nobody writes. */
  onReply?: (post: ShownPost) => void;
  onRetry?: (post: ShownPost) => void;
};

/** One post: who, when, its number, and what was said. */
export const Post = memo(function Post(props: PostProps) {
  const { post, answers, answersNumber, nested, replies, summary, onReply, onRetry } = props;
  const t = useTranslations("posts");
  const nameOf = usePersonName();
  const acts = usePostActs();
  const { author, number, state } = post;
  if (acts?.editingId === post.id) return acts.editor(post);
  return (
    <article
      id={`post-${post.id}`}
      data-post={post.id}
      data-number={number}
      tabIndex={-1}
      aria-label={t("label", { number, author: nameOf(author.name) })}
      className={clsx(
        "grid scroll-mt-6 gap-x-3.5 rounded-md outline-offset-8 [contain-intrinsic-size:auto_140px] [content-visibility:auto] max-md:gap-x-2.5",
        nested
          ? "grid-cols-[28px_minmax(0,1fr)]"
          : "grid-cols-[36px_minmax(0,1fr)] max-md:grid-cols-[30px_minmax(0,1fr)]",
      )}
    >
      <Avatar {...author} size={nested ? "sm" : "post"} />
      <div className="min-w-0">
        <header className="flex items-baseline gap-x-3 text-sm text-ink-3">
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
            <Link
              href={hrefOf({ at: "member", member: author.id })}
              className="text-md font-semibold wrap-anywhere text-ink hover:underline"
            >
              {nameOf(author.name)}
            </Link>
            <Time at={post.at} />
            {post.editedAt !== null && !post.deleted && (
              <button
                type="button"
                title={t("showHistory")}
                onClick={() => acts?.onHistory(post)}
                className="rounded-sm hover:text-ink hover:underline max-md:-my-3 max-md:min-h-11"
              >
                {t("edited")} <Time at={post.editedAt} />
              </button>
            )}
            {answers !== undefined && answersNumber && (
              <a
                href={`/p/${post.parentId}`}
                onClick={(event) => {
                  if (!isPlain(event)) return;
                  event.preventDefault();
                  props.onGo(answersNumber);
                }}
                className="rounded-xs underline decoration-line-strong underline-offset-2 hover:text-ink max-md:-my-2.5 max-md:py-2.5"
              >
                {t("answers", { author: nameOf(answers), number: answersNumber })}
              </a>
            )}
          </span>
          <a
            href={`/p/${post.id}`}
            title={t("permalink")}
            className="inline-flex items-center gap-1.5 tabular-nums hover:text-ink max-md:-my-3 max-md:min-h-11 max-md:min-w-6 max-md:justify-end"
          >
            {post.unread && (
              <>
                <span aria-hidden className="size-1.75 rounded-full bg-tide" />
                <VisuallyHidden>{t("unread")}</VisuallyHidden>
              </>
            )}
            {number}
          </a>
        </header>
        {post.deleted ? (
          <Tombstone post={post} acts={acts} />
        ) : (
          <Prose html={post.html} className={state === "sending" ? "opacity-60" : undefined} />
        )}
        <footer className="-ms-2.5 flex min-h-7 flex-wrap items-center gap-1 text-sm">
          {state === undefined && onReply && (
            <button
              type="button"
              data-reply={post.id}
              onClick={() => onReply(post)}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-[8px] px-2.5 font-medium text-ink-3 transition-colors hover:bg-hover hover:text-ink max-md:min-h-11"
            >
              <Reply aria-hidden className="rtl:-scale-x-100" />
              {t("reply")}
            </button>
          )}
          {replies > 0 && (
            <button
              type="button"
              aria-expanded={!summary}
              onClick={() => props.onFold(number)}
              className="inline-flex min-h-7 min-w-0 items-center gap-1 rounded-[8px] px-2 text-start text-ink-3 transition-colors hover:bg-hover hover:text-ink max-md:min-h-11"
            >
              {summary ? <ChevronRight aria-hidden className="rtl:-scale-x-100" /> : <ChevronDown aria-hidden />}
              {summary ?? t("close", { count: replies })}
            </button>
          )}
          {state === undefined && acts && <PostMenu post={post} acts={acts} />}
          {state === "sending" && <span className="px-2.5 text-ink-3">{t("sending")}</span>}
          {state === "failed" && (
            <>
              <span role="alert" className="flex items-center gap-1.5 px-2.5 text-stop">
                <CircleAlert aria-hidden />
                {t("failed")}
              </span>
              {onRetry && (
                <Button size="sm" onClick={() => onRetry(post)}>
                  {t("retry")}
                </Button>
              )}
            </>
          )}
        </footer>
      </div>
    </article>
  );
});

/** What stands where a post was deleted, and for whoever did it, for a while, the way back. */
function Tombstone({ post, acts }: { post: PostView; acts: PostActs | undefined }) {
  const t = useTranslations("posts");
  return (
    <p className="flex flex-wrap items-center gap-x-2 py-1 text-row text-ink-3">
      <span className="italic">{t(`removed.${post.deletedBy ?? "erased"}`)}</span>
      {post.undoUntil !== null && acts && (
        <Button size="sm" kind="quiet" onClick={() => acts.onRestore(post)}>
          {t("undo")}
        </Button>
      )}
    </p>
  );
}
