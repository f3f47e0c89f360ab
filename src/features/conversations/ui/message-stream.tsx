"use client";

import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useMemo } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import type { ShownPost } from "@/features/posts/ui";
import { Avatar, clockLabel, dayLabel, Prose, Time, timeLabel, usePersonName, useReader, VisuallyHidden } from "@/ui";
import type { Participant } from "../contract";
import { streamOf } from "./stream";

type MessageStreamProps = {
  posts: readonly ShownPost[];
  people: readonly Participant[];
  /** The first message that was unread when the conversation was opened, and when its reader was here last. */
  newSince?: { postId: string; at: number };
};

/** The messages of a conversation in order of time, by days, those of one author under one name. */
export function MessageStream({ posts, people, newSince }: MessageStreamProps) {
  const locale = useLocale();
  const { zone, now } = useReader();
  const newFrom = newSince?.postId;
  const pieces = useMemo(
    () => streamOf(posts, people, { newFrom, dayOf: (at) => dayLabel(at, now, zone, locale) }),
    [posts, people, newFrom, now, zone, locale],
  );
  return pieces.map((piece, index) => (
    <Fragment key={piece.key}>
      {piece.day !== pieces[index - 1]?.day && (
        <h2
          suppressHydrationWarning
          className="my-5 flex items-center gap-3 text-xs leading-none font-medium text-ink-3 first:mt-0 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
        >
          {piece.day}
        </h2>
      )}
      {piece.kind === "added" ? (
        <Added person={piece.person} />
      ) : (
        <>
          {piece.posts[0]?.id === newFrom && newSince && <NewSince at={newSince.at} />}
          <Messages posts={piece.posts} />
        </>
      )}
    </Fragment>
  ));
}

function Messages({ posts }: { posts: readonly ShownPost[] }) {
  const t = useTranslations("posts");
  const nameOf = usePersonName();
  const { zone } = useReader();
  const locale = useLocale();
  const [first] = posts;
  if (!first) return null;
  const { author } = first;
  return (
    <div className="mb-5 grid grid-cols-[36px_minmax(0,1fr)] gap-x-3.5 max-md:grid-cols-[30px_minmax(0,1fr)] max-md:gap-x-2.5">
      <Avatar {...author} size="post" />
      <div className="grid min-w-0 gap-1.5">
        {posts.map((post, index) => (
          <article
            key={post.id}
            id={`post-${post.id}`}
            data-post={post.id}
            data-number={post.number}
            tabIndex={-1}
            aria-label={t("label", { number: post.number, author: nameOf(author.name) })}
            className="group relative scroll-mt-6 rounded-md outline-offset-4"
          >
            {index === 0 ? (
              <header className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-3">
                <Link
                  href={hrefOf({ at: "member", member: author.id })}
                  className="text-md font-semibold wrap-anywhere text-ink hover:underline"
                >
                  {nameOf(author.name)}
                </Link>
                <a href={`/p/${post.id}`} title={t("permalink")} className="hover:text-ink hover:underline">
                  <Time at={post.at} clock />
                </a>
                {post.unread && <Unread />}
              </header>
            ) : (
              <a
                href={`/p/${post.id}`}
                title={t("permalink")}
                suppressHydrationWarning
                className="absolute -inset-s-12 top-0.5 w-9 text-end text-[11px] leading-5 text-ink-3 tabular-nums opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-md:hidden"
              >
                {clockLabel(post.at, zone, locale)}
              </a>
            )}
            {post.deleted ? (
              <p className="text-row text-ink-3 italic">{t(`removed.${post.deletedBy ?? "erased"}`)}</p>
            ) : (
              <Prose html={post.html} className={post.state === "sending" ? "opacity-60" : undefined} />
            )}
            {/* Its end: a message whose end was on screen is read. */}
            <footer className="h-px" />
          </article>
        ))}
      </div>
    </div>
  );
}

function Unread() {
  const t = useTranslations("posts");
  return (
    <>
      <span aria-hidden className="size-1.75 rounded-full bg-tide" />
      <VisuallyHidden>{t("unread")}</VisuallyHidden>
    </>
  );
}

function Added({ person: { name, added } }: { person: Participant }) {
  const t = useTranslations("conversation");
  const nameOf = usePersonName();
  if (!added) return null;
  return (
    <p className="mb-5 flex items-start justify-center gap-2 text-center text-sm text-ink-2">
      <UserPlus aria-hidden className="mt-0.75 size-3.75 shrink-0" />
      <span className="wrap-anywhere">
        {t(`added.${added.history}`, { name: nameOf(name), by: nameOf(added.by.name) })}
      </span>
    </p>
  );
}

function NewSince({ at }: { at: number }) {
  const t = useTranslations("posts");
  const locale = useLocale();
  const { zone, now } = useReader();
  return (
    <p
      suppressHydrationWarning
      className="mb-5 flex items-center gap-3 text-xs leading-none font-semibold text-tide-ink before:h-px before:flex-1 before:bg-tide before:opacity-35 after:h-px after:flex-1 after:bg-tide after:opacity-35"
    >
      {t("newSince", { time: timeLabel(at, now, zone, locale) })}
    </p>
  );
}
